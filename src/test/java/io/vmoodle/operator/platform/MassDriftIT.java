package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.crash.process.OperatorProcess;
import io.vmoodle.operator.crash.process.Point;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.kube.KubeStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many rows of a registry that change at once. */
@ExtendWith(ClusterExtension.class)
class MassDriftIT {
  private static final Pattern MARK = Pattern.compile("acceptDrift to ([0-9a-f]{16})");
  private static final String SERVING = "https://serving.example.edu";
  private static final int TENANTS = 11;

  private final Cluster cluster;
  private final KubernetesClient client;
  private String namespace = "";

  MassDriftIT(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  /** On MariaDB; where the consent is kept is tested on both engines next to the ledger. */
  @Test
  void isNotMendedBeforeSomebodyConsents() throws Exception {
    var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace);
    var tenants = new ArrayList<VirtualMoodle>();
    try (operator) {
      for (int number = 1; number <= TENANTS; number++) {
        var name = "t" + number;
        tenants.add(
            client.resource(Manifests.tenant(namespace, name, name + ".example.edu")).create());
      }
      var serving =
          ExistingMoodles.adopt(
              client, Engine.MariaDB, namespace, "serving", "host: serving.example.edu");
      operator.awaitReady(serving);
      for (var tenant : tenants) {
        operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      }

      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'overwritten'");

      operator.awaitPlatform(ConditionType.RegistryReady, "MassDrift");
      operator.awaitPlatform(ConditionType.Ready, "MassDrift");
      assertThat(KubeStatus.of(platform(operator))).isEqualTo(KubeStatus.Failed);
      tenants.add(serving);
      for (var tenant : tenants) {
        operator.awaitReason(tenant, ConditionType.Registered, "MassDrift");
      }
      assertThat(Story.awaitMessage(client, platform(operator), "MassDrift"))
          .contains("12 of 12", namespace + "/");
      operator.awaitTenant(
          serving, ConditionType.Routed, routed -> routed.getStatus().equals("True"));
      accept(operator, "0123456789abcdef");
      Edits.merge(client, serving, "{\"spec\": {\"site\": {\"fullName\": \"New\"}}}");
      operator.awaitTenant(
          serving, ConditionType.Registered, it -> it.getObservedGeneration() == 2);
      var late = client.resource(Manifests.tenant(namespace, "late", "l.example.edu")).create();
      operator.awaitReason(late, ConditionType.Ready, "WaitingForJob");
      assertThat(names(operator)).as("but the late one").hasSize(13).contains("Lycée late");
      assertThat(names(operator).stream().filter("overwritten"::equals)).hasSize(12);
    }
    var mark = mark(operator);

    accept(operator, mark);
    var consented =
        new Point(namespace + "/" + Manifests.PLATFORM, "after commit of DELETE FROM", 1);
    try (var process = process(List.of(consented))) {
      process.awaitStopped(List.of(consented));
      process.kill();
    }
    assertThat(names(operator).stream().filter("overwritten"::equals))
        .as("nothing was mended yet")
        .hasSize(12);

    try (var process = process(List.of())) {
      for (var tenant : tenants) {
        operator.awaitReason(tenant, ConditionType.Registered, "Registered");
      }
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      assertThat(names(operator)).doesNotContain("overwritten").contains("Lycée t1", "New");
      assertThat(consents(operator)).isZero();

      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'overwritten'");

      operator.awaitPlatform(ConditionType.RegistryReady, "MassDrift");
      assertThat(mark(operator)).as("the old word is good no more").isNotEqualTo(mark);
      process.stop();
    }
  }

  @Test
  void aSecondRowWithATenantsUrlIsReportedAndLeftAlone() throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, namespace)) {
      var tenant =
          ExistingMoodles.adopt(
              client, Engine.PostgreSQL, namespace, "serving", "host: serving.example.edu");
      operator.awaitReady(tenant);

      operator
          .reality()
          .execute(
              "INSERT INTO mdl_local_vmoodle (name, shortname, vhostname, vdbtype, vdbhost, vdbname,"
                  + " vdblogin, vdbpass, vdbprefix, vdatapath)"
                  + " SELECT 'copy', shortname, vhostname, vdbtype, vdbhost, vdbname,"
                  + " vdblogin, vdbpass, vdbprefix, vdatapath FROM mdl_local_vmoodle");

      var status = operator.awaitReason(tenant, ConditionType.Registered, "DuplicateRows");
      assertThat(RunningOperator.condition(status, ConditionType.Registered))
          .map(Condition::getMessage)
          .hasValueSatisfying(
              message ->
                  assertThat(message)
                      .contains("row " + status.registryId())
                      .containsPattern("in row \\d+ too"));
      operator.reality().execute("DELETE FROM mdl_local_vmoodle WHERE name = 'copy'");
      operator.awaitReason(tenant, ConditionType.Registered, "Registered");
      assertThat(operator.reality().row(SERVING)).isPresent();
    }
  }

  private OperatorProcess process(List<Point> stops) {
    return OperatorProcess.start(
        cluster.kubeconfig(), Set.of(namespace), Duration.ofSeconds(1), stops);
  }

  private void accept(RunningOperator operator, String mark) {
    Edits.merge(
        client,
        operator.platform(),
        "{\"spec\": {\"registry\": {\"acceptDrift\": \"%s\"}}}".formatted(mark));
  }

  private MoodlePlatform platform(RunningOperator operator) {
    return client.resource(operator.platform()).get();
  }

  private String mark(RunningOperator operator) {
    var message =
        platform(operator).getStatus().conditions().stream()
            .filter(it -> it.getType().equals("RegistryReady"))
            .map(Condition::getMessage)
            .findFirst()
            .orElse("");
    var mark = MARK.matcher(message);
    assertThat(mark.find()).as(message).isTrue();
    return mark.group(1);
  }

  private static List<String> names(RunningOperator operator) throws SQLException {
    return operator.reality().rows().stream().map(row -> String.valueOf(row.get("name"))).toList();
  }

  private static int consents(RunningOperator operator) throws SQLException {
    try (var connection = Engines.lab(Engine.MariaDB).superuser(operator.registry());
        var statement = connection.createStatement();
        var count =
            statement.executeQuery(
                "SELECT count(*) FROM vmoodle_operator.drift_consent c"
                    + " JOIN vmoodle_operator.tenant t ON t.id = c.tenant_id"
                    + " JOIN vmoodle_operator.platform p ON p.id = t.platform_id"
                    + " WHERE p.database_name = '%s'".formatted(operator.registry()))) {
      count.next();
      return count.getInt(1);
    }
  }
}
