package io.vmoodle.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.TcpProxy;
import io.vmoodle.operator.platform.fleet.RegistryConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Database servers that are slow, or that take what is sent and say nothing, as behind a firewall
 * that drops packets. The operator works on 8 resources at a time here.
 */
@Order(5)
@ExtendWith(ClusterExtension.class)
class SilentServerIT {
  /** Many more than threads: each that waited for the server would take one. */
  private static final int AFFECTED = 40;

  private static final int OTHERS = 8;
  private static final Duration LATENCY = Duration.ofMillis(100);

  /** Drivers give up after 3 seconds at the earliest: 40 in turn on 8 threads take 15. */
  private static final Duration SOON = Duration.ofSeconds(12);

  /** A third of what a statement is given that makes a database. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private String namespace = "";

  SilentServerIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void oneThatIsSilentTakesNoThreadsFromTheTenantsOfOthers(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var operator = RunningOperator.start(client, Engines.other(engine), namespace)) {
      create(operator, engine, way);
      var calm = time(operator, create("calm", "first", OTHERS));

      way.hold();
      var affected = create("held", "second", AFFECTED);
      var disturbed = time(operator, create("free", "first", OTHERS));

      assertThat(disturbed).as("undisturbed it took %s", calm).isLessThan(SOON.plus(calm));
      operator.awaitPlatform(ConditionType.DatabaseServersReady, "DatabaseServersNotReady");
      await("what the tenants say")
          .atMost(PATIENCE)
          .until(() -> affected.stream().filter(this::saysThatItWaits).count() > AFFECTED / 2);

      way.flow();

      operator.awaitPlatform(ConditionType.Ready, "Ready");
      affected.forEach(
          tenant ->
              await(tenant.getMetadata().getName())
                  .atMost(PATIENCE)
                  .until(() -> says(tenant, "WaitingForJob")));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aSlowOneIsWorkedWithSlowly(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var operator = RunningOperator.start(client, engine, namespace)) {
      way.delay(LATENCY);
      client
          .resource(
              Manifests.with(
                  operator.platform(),
                  "{\"spec\": {\"databaseServers\": [%s]}}"
                      .formatted(Manifests.databaseServer("first", engine, way.port(), ""))))
          .create();

      var tenant = create("slow", "first", 1).getFirst();

      await("tenant").atMost(PATIENCE).until(() -> says(tenant, "WaitingForJob"));
      assertThat(operator.reality().rows()).hasSize(1);
      client.resource(tenant).delete();
      await("deletion").atMost(PATIENCE).until(() -> client.resource(tenant).get() == null);
    }
  }

  /** A statement may be under way when it falls silent; looks go on all the same. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStatementThatIsUnderWayIsGivenUpSoon(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var server =
            DatabaseServer.at(
                new Endpoint(engine, "127.0.0.1", way.port()),
                new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD));
        var connection = new RegistryConnections(server, "postgres").open();
        var statement = connection.createStatement()) {
      way.hold();
      var begin = Instant.now();

      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);

      assertThat(Duration.between(begin, Instant.now())).isLessThan(GIVEN_UP);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aSilentRegistryHoldsUpItsTenantsAndHeals(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var operator = RunningOperator.start(client, engine, namespace)) {
      client
          .resource(
              Manifests.with(
                  operator.platform(),
                  "{\"spec\": {\"databaseServers\": [%s]}}"
                      .formatted(Manifests.databaseServer("first", engine, way.port(), ""))))
          .create();
      var tenant = create("hugo", "first", 1).getFirst();
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");

      way.hold();

      await("what the platform says")
          .atMost(PATIENCE)
          .until(() -> saysThatItsRegistryIsGone(operator));
      operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");

      way.flow();

      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      Edits.merge(client, tenant, "{\"spec\": {\"site\": {\"fullName\": \"Goes on\"}}}");
      await("row")
          .atMost(PATIENCE)
          .until(() -> "Goes on".equals(operator.reality().rows().getFirst().get("name")));
    }
  }

  private void create(RunningOperator operator, Engine second, TcpProxy way) {
    var first =
        Manifests.databaseServer(
            "first", Engines.other(second), Engines.lab(Engines.other(second)).port(), "");
    client
        .resource(
            Manifests.with(
                operator.platform(),
                "{\"spec\": {\"databaseServers\": [%s, %s]}}"
                    .formatted(first, Manifests.databaseServer("second", second, way.port(), ""))))
        .create();
    operator.awaitPlatform(ConditionType.Ready, "Ready");
  }

  /** How long it takes until nothing is left to do for any of them. */
  private Duration time(RunningOperator operator, List<VirtualMoodle> tenants) {
    var start = Instant.now();
    tenants.forEach(it -> operator.awaitReason(it, ConditionType.Ready, "WaitingForJob"));
    return Duration.between(start, Instant.now());
  }

  private boolean saysThatItsRegistryIsGone(RunningOperator operator) {
    return client.resource(operator.platform()).get().getStatus().conditions().stream()
        .anyMatch(it -> it.getReason().equals("RegistryUnavailable"));
  }

  /** A few have a statement under way, which is given up later. */
  private boolean saysThatItWaits(VirtualMoodle tenant) {
    return says(tenant, "DatabaseUnavailable") || says(tenant, "NoDatabaseServerAvailable");
  }

  private boolean says(VirtualMoodle tenant, String reason) {
    var status = client.resource(tenant).get().getStatus();
    return status != null
        && RunningOperator.condition(status, ConditionType.Ready)
            .filter(ready -> ready.getReason().equals(reason))
            .isPresent();
  }

  private List<VirtualMoodle> create(String prefix, String server, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> prefix + "-" + i)
        .map(
            name ->
                client
                    .resource(
                        Manifests.with(
                            Manifests.tenant(namespace, name, name + ".example.edu"),
                            "{\"spec\": {\"placement\": {\"databaseServer\": \"%s\"}}}"
                                .formatted(server)))
                    .create())
        .toList();
  }
}
