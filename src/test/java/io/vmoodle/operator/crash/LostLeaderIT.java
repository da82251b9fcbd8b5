package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.crash.process.OperatorProcess;
import io.vmoodle.operator.crash.process.Point;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A leader that is stopped by SIGSTOP in the middle of work on several tenants, past its lease, and
 * goes on when another process has long done that work; and one that is killed.
 */
@OwnServers
@ExtendWith(ClusterExtension.class)
class LostLeaderIT {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long a lease is good for, and how often others look whether it still is. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Tenant LEAVING = Scenario.RETAIN.tenant(0);

  /** New tenants by the point from which the first leader is to go on with them. */
  private static final Map<String, Tenant> NEW =
      Map.of(
          "step Claim", Scenario.INSTALL.tenant(1),
          "step CreateSecret", Scenario.INSTALL.tenant(2),
          "step PrepareLogin", Scenario.INSTALL.tenant(3));

  private final List<String> namespaces = new ArrayList<>();
  private final Cluster cluster;

  LostLeaderIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void giveNamespacesBack() {
    namespaces.forEach(name -> new TestNamespace(name).giveBack(cluster));
  }

  @Test
  void whatAFrozenOneWakesUpToIsLeftAlone() throws Exception {
    var sites = List.of(site(Engine.MariaDB), site(Engine.PostgreSQL));
    var lease = sites.getFirst().namespace();
    serveWhoLeaves(sites);
    var stops = new ArrayList<Point>();
    for (var site : sites) {
      for (var tenant : NEW.entrySet()) {
        site.apply(tenant.getValue());
        stops.add(new Point(name(site, tenant.getValue()), tenant.getKey(), 1));
      }
      site.delete(LEAVING);
      stops.add(new Point(name(site, LEAVING), "step CloseRoute", 1));
    }
    try (var first = candidate(stops, lease)) {
      first.awaitStopped(stops);
      first.freeze();
      try (var second = candidate(List.of(), lease)) {
        for (var site : sites) {
          site.await(all(End.PROVISIONED, End.RETAINED));
          site.apply(LEAVING);
          site.await(all(End.PROVISIONED, End.SERVING));
        }
        var before = content(sites);

        first.wake();
        first.awaitNotLeader();

        assertThat(content(sites)).isEqualTo(before);
        for (var site : sites) {
          var world = World.of(site);
          assertThat(world.portrait(LEAVING)).isEqualTo(Portrait.wanted(LEAVING, End.SERVING));
          NEW.values()
              .forEach(
                  tenant ->
                      assertThat(world.portrait(tenant))
                          .isEqualTo(Portrait.wanted(tenant, End.PROVISIONED)));
          assertThat(world.strays(NEW.values().stream().map(Tenant::url).collect(toSet())))
              .isSubsetOf(LEAVING.url());
        }
        second.stop();
      }
      // Given back in order.
      holder(lease, String::isEmpty, Duration.ofSeconds(5));
    }
  }

  @Test
  void whoWasKilledIsFollowedWithinItsLease() throws Exception {
    var site = site(Engine.MariaDB);
    var lease = site.namespace();
    var tenant = Scenario.INSTALL.tenant(1);
    var stop = new Point(name(site, tenant), "step CreateSecret", 1);
    try (var first = candidate(List.of(stop), lease)) {
      site.apply(tenant);
      first.awaitStopped(List.of(stop));
      var leader = holder(lease, name -> !name.isEmpty(), Duration.ofSeconds(5));
      try (var second = candidate(List.of(), lease)) {
        first.kill();

        holder(lease, name -> !name.equals(leader), LEASE.plus(RETRY));
        site.await(Map.of(tenant, End.PROVISIONED));
        second.stop();
      }
    }
  }

  /** What the leader is to take away later. */
  private void serveWhoLeaves(List<Site> sites) throws Exception {
    for (var site : sites) {
      site.apply(LEAVING);
    }
    try (var operator = OperatorProcess.start(cluster.kubeconfig(), watched(), LOOK, List.of())) {
      for (var site : sites) {
        site.await(Map.of(LEAVING, End.PROVISIONED));
        site.markInstalled(LEAVING);
        site.await(Map.of(LEAVING, End.SERVING));
      }
      operator.stop();
    }
  }

  private OperatorProcess candidate(List<Point> stops, String lease) {
    return OperatorProcess.candidate(cluster.kubeconfig(), watched(), LOOK, stops, lease);
  }

  private Set<String> watched() {
    return Set.copyOf(namespaces);
  }

  private static Map<Tenant, End> all(End ofNew, End ofLeaving) {
    var ends = new HashMap<>(NEW.values().stream().collect(toMap(it -> it, it -> ofNew)));
    ends.put(LEAVING, ofLeaving);
    return ends;
  }

  private static String name(Site site, Tenant tenant) {
    return site.namespace() + "/" + tenant.name();
  }

  /** Ledger and registry as a whole, and every login with its password and its lock. */
  private static Map<String, List<List<String>>> content(List<Site> sites) throws SQLException {
    var content = new HashMap<String, List<List<String>>>();
    for (var site : sites) {
      for (var table : List.of("platform", "server", "tenant", "claim", "leader")) {
        content.put(
            site.engine() + " " + table,
            Answer.of(
                site.lab(),
                site.registry(),
                "SELECT * FROM vmoodle_operator.%s ORDER BY 1, 2, 3"
                    .formatted(table)
                    .replace("leader ORDER BY 1, 2, 3", "leader ORDER BY 1, 2")));
      }
      content.put(
          site.engine() + " rows",
          Answer.of(site.lab(), site.registry(), "SELECT * FROM mdl_local_vmoodle ORDER BY id"));
      content.put(
          site.engine() + " logins",
          Answer.of(
              site.lab(),
              "",
              switch (site.engine()) {
                case MariaDB -> "SELECT user, priv FROM mysql.global_priv ORDER BY user, host";
                case PostgreSQL ->
                    "SELECT rolname, rolcanlogin, rolconnlimit, rolpassword FROM pg_authid"
                        + " ORDER BY 1";
              }));
      content.put(
          site.engine() + " databases",
          Answer.of(
              site.lab(),
              "",
              switch (site.engine()) {
                case MariaDB ->
                    "SELECT schema_name, schema_comment FROM information_schema.schemata"
                        + " ORDER BY 1";
                case PostgreSQL -> "SELECT datname, datdba, datacl FROM pg_database ORDER BY 1";
              }));
    }
    return content;
  }

  /** Who the lease says that the leader is, once it says what is awaited. */
  private String holder(String namespace, Predicate<String> awaited, Duration atMost) {
    var leases = cluster.client().leases().inNamespace(namespace).withName("vmoodle-operator");
    return await()
        .atMost(atMost)
        .until(
            () ->
                Optional.ofNullable(leases.get())
                    .map(lease -> String.valueOf(lease.getSpec().getHolderIdentity()))
                    .orElse(""),
            awaited);
  }

  private Site site(Engine engine) throws SQLException {
    var name = "test-frozen-%08x".formatted(ThreadLocalRandom.current().nextInt());
    cluster
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    namespaces.add(name);
    new GatewayApiDefinitions(cluster.client()).install();
    return Site.create(cluster, engine, name);
  }
}
