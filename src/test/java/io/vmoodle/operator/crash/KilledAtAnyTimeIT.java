package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed again and again while many tenants come and go, wherever it happens to be
 * with each of them.
 */
@OwnServers
@ExtendWith(ClusterExtension.class)
class KilledAtAnyTimeIT {
  private static final int TENANTS = 20;
  private static final int KILLS = 8;
  private static final long SEED = 20_250_923;

  /** Points that 20 tenants pass in a second or two. */
  private static final int MOST_POINTS = 160;

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void nothingIsLostDoubledOrLeftOver(
      Engine engine, Cluster cluster, @Fresh TestNamespace namespace) throws Exception {
    new GatewayApiDefinitions(cluster.client()).install();
    var site = Site.create(cluster, engine, namespace.name());
    var before = Servers.of(engine);
    var random = new Random(SEED);
    var tenants = IntStream.range(0, TENANTS).mapToObj(KilledAtAnyTimeIT::tenant).toList();

    for (int kill = 0; kill < KILLS; kill++) {
      comeAndGo(site, tenants, random);
      try (var operator = site.operator()) {
        comeAndGo(site, tenants, random);
        operator.awaitReached(1 + random.nextInt(MOST_POINTS), LONGEST_LIFE);
        operator.kill();
      }
    }

    try (var operator = site.operator()) {
      var wanted = wanted(site, tenants);
      site.await(wanted);
      compare(World.of(site), wanted);

      for (var tenant : tenants) {
        if (!site.resources().containsKey(tenant.name())) {
          site.apply(tenant);
        }
      }
      var all = wanted(site, tenants);
      site.await(all);
      compare(World.of(site), all);
      operator.stop();
    }
    var world = World.of(site);
    assertThat(world.servers().orphans(before, Set.copyOf(world.ids().values()))).isEmpty();
    assertThat(world.strays(tenants.stream().map(Tenant::url).collect(toSet()))).isEmpty();
    assertThat(world.multipliedEvents(KILLS + 1)).isEmpty();
    assertThat(world.ids()).hasSize(TENANTS);
  }

  private static Tenant tenant(int number) {
    var sources = List.of(Source.values());
    var source = sources.get(number % sources.size());
    var delete = source == Source.INSTALL && number % 2 == 0;
    return new Tenant(
        "any-%02d".formatted(number),
        source,
        number % 5 == 0,
        delete ? DeletionPolicy.Delete : DeletionPolicy.Retain);
  }

  private static void comeAndGo(Site site, List<Tenant> tenants, Random random)
      throws SQLException {
    var resources = site.resources();
    for (var tenant : tenants) {
      var resource = resources.get(tenant.name());
      if (random.nextInt(3) > 0) {
        continue;
      }
      if (resource == null) {
        site.apply(tenant);
      } else if (resource.getMetadata().getDeletionTimestamp() == null) {
        site.delete(tenant);
      }
    }
  }

  private static Map<Tenant, End> wanted(Site site, List<Tenant> tenants) {
    var resources = site.resources();
    var wanted = new HashMap<Tenant, End>();
    for (var tenant : tenants) {
      var resource = resources.get(tenant.name());
      if (resource == null || resource.getMetadata().getDeletionTimestamp() != null) {
        wanted.put(tenant, tenant.policy() == DeletionPolicy.Delete ? End.GONE : End.RETAINED);
      } else {
        wanted.put(tenant, tenant.source() == Source.INSTALL ? End.PROVISIONED : End.SERVING);
      }
    }
    return wanted;
  }

  private static void compare(World world, Map<Tenant, End> wanted) {
    var softly = new SoftAssertions();
    wanted.forEach(
        (tenant, end) -> {
          var portrait = world.portrait(tenant);
          if (end == End.RETAINED) {
            softly
                .assertThat(isNotServed(tenant, portrait))
                .as("%s: %s", tenant, portrait)
                .isTrue();
          } else {
            softly.assertThat(portrait).as(tenant.name()).isEqualTo(Portrait.wanted(tenant, end));
          }
        });
    softly.assertAll();
  }

  /** It may have been deleted before it was claimed, or before all of it was made. */
  private static boolean isNotServed(Tenant tenant, Portrait portrait) {
    var noRow = portrait.rows() == 0;
    return portrait.resource().isEmpty()
        && !portrait.ledger().equals("ACTIVE")
        && !portrait.ledger().equals("DELETING")
        && !portrait.login().equals("open")
        && portrait.route().isEmpty()
        && switch (tenant.source()) {
          case INSTALL -> noRow && !portrait.secret();
          case EXISTING -> noRow && portrait.database();
          // One of both has to know the password.
          case ADOPTED ->
              (portrait.database() && (noRow ? portrait.secret() : portrait.logsIn()))
                  || portrait.ledger().isEmpty();
        };
  }
}
