package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredSecret;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.tenant.facts.RotationRequest;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant's Moodle logs in with changes while it serves, and nobody notices. */
@ExtendWith(ClusterExtension.class)
class CredentialsIT {
  private static final String HUGO = "https://hugo.example.edu";
  private static final int ROTATIONS = 3;

  private final KubernetesClient client;
  private String namespace = "";

  CredentialsIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void noRequestFailsWhileCredentialsAreRotated(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var reality = operator.reality();
      var lab = Engines.lab(engine);
      var first = StoredSecret.of(client, namespace, id).orElseThrow();

      try (var visitors = Visitors.of(lab, operator.registry(), HUGO);
          var download = lab.connect("vm_" + id + "_1", first.username(), first.password())) {
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
          var before = StoredSecret.of(client, namespace, id).orElseThrow();
          Edits.annotate(client, tenant(), RotationRequest.ANNOTATION, "number " + rotation);
          await()
              .atMost(RunningOperator.PATIENCE)
              .untilAsserted(() -> assertRotated(reality, id, before));
          assertThat(download.isValid(5) || rotation > 1).isTrue();
          assertThat(reality.canWork("vm_" + id + "_1", before.username(), before.password()))
              .as("who had read the row")
              .isTrue();

          reality.pretendRotatedLongAgo(id);
          await().atMost(RunningOperator.PATIENCE).until(() -> !reality.isOpen(before.username()));
          // Locked first, ended then.
          await().atMost(RunningOperator.PATIENCE).until(() -> !download.isValid(5));
        }
        var served = visitors.served();
        await().atMost(RunningOperator.PATIENCE).until(() -> visitors.served() > served + 10);
        assertThat(visitors.failures()).isEmpty();
      }
      assertThat(reality.canWork("vm_" + id + "_1", first.username(), first.password())).isFalse();
      assertThat(Story.awaitMessage(client, tenant(), "CredentialsRotated"))
          .contains("vm_" + id + "_b");
      assertThat(Story.messages(client, tenant(), "DriftCorrected")).isEmpty();
    }
  }

  /** Row, ledger and Secret agree on credentials that are others than before. */
  private void assertRotated(Reality reality, String id, StoredSecret before) throws SQLException {
    var now = StoredSecret.of(client, namespace, id).orElseThrow();
    assertThat(now.username()).isNotEqualTo(before.username());
    assertThat(now.password()).isNotEqualTo(before.password());
    assertThat(reality.row(HUGO).orElseThrow())
        .containsEntry("vdblogin", now.username())
        .containsEntry("vdbpass", now.password());
    assertThat(reality.ledger(id).orElseThrow()).containsEntry("login", now.username());
    assertThat(
            client.secrets().inNamespace(namespace).withName(StoredSecret.name(id)).get().getData())
        .containsOnlyKeys("username", "password");
  }

  /** So an operator leaves it that dies after the lock. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void sessionsThatOutlivedTheLockOfTheirLoginAreEnded(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var before = StoredSecret.of(client, namespace, id).orElseThrow();
      try (var download =
          Engines.lab(engine).connect("vm_" + id + "_1", before.username(), before.password())) {
        Edits.annotate(client, tenant(), RotationRequest.ANNOTATION, "now");
        await()
            .atMost(RunningOperator.PATIENCE)
            .untilAsserted(() -> assertRotated(operator.reality(), id, before));
        operator.reality().lock(before.username());
        assertThat(download.isValid(5)).isTrue();

        operator.reality().pretendRotatedLongAgo(id);

        await().atMost(RunningOperator.PATIENCE).until(() -> !download.isValid(5));
        assertThat(operator.reality().isOpen(before.username())).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLostSecretWhosePasswordIsNotInTheRowEitherIsReplaced(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var before = StoredSecret.of(client, namespace, id).orElseThrow();
      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": true}}");
      operator.awaitPlatform(ConditionType.Ready, "Paused");
      operator.reality().setPassword(before.username(), "nobody-knows-1");

      client.secrets().inNamespace(namespace).withName(StoredSecret.name(id)).delete();
      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": false}}");

      await()
          .atMost(RunningOperator.PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertRotated(operator.reality(), id, before));
      var now = StoredSecret.of(client, namespace, id).orElseThrow();
      assertThat(operator.reality().canWork("vm_" + id + "_1", now.username(), now.password()))
          .isTrue();
      operator.awaitReady(tenant());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anotherLimitOfThePlatformReachesTheLoginsThatAreThere(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      assertThat(operator.reality().connectionLimit("vm_" + id + "_a")).isEqualTo(50);

      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"databaseServers\": [%s]}}"
              .formatted(
                  Manifests.databaseServer(
                      "first",
                      engine,
                      Engines.lab(engine).port(),
                      ", \"maxConnectionsPerTenant\": 7")));

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(() -> operator.reality().connectionLimit("vm_" + id + "_a") == 7);
      operator.awaitReady(tenant());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPasswordThatWasChangedOnTheServerIsSetBack(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var secret = StoredSecret.of(client, namespace, id).orElseThrow();

      operator.reality().setPassword(secret.username(), "nobody-knows-1");

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () ->
                  operator
                      .reality()
                      .canWork("vm_" + id + "_1", secret.username(), secret.password()));
      assertThat(Story.awaitMessage(client, tenant(), "CredentialsMended"))
          .contains(secret.username());
      operator.awaitReady(tenant());
    }
  }

  @Test
  void aPasswordOfAnExistingMoodleThatWasChangedOnTheServerIsReported() throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, namespace)) {
      var jules =
          ExistingMoodles.adopt(
              client, Engine.PostgreSQL, namespace, "jules", "host: j.example.edu");
      operator.awaitReady(jules);
      var login = ExistingMoodles.databaseOf(jules);

      operator.reality().setPassword(login, "nobody-knows-1");
      operator.awaitReason(jules, ConditionType.DatabaseReady, "CredentialsRejected");

      operator.reality().setPassword(login, ExistingMoodles.PASSWORD);
      operator.awaitReady(jules);
    }
  }

  @Test
  void theLoginOfAnExistingMoodleIsLeftAloneAndThatIsSaid() throws SQLException {
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var jules =
          ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "jules", "host: j.example.edu");
      operator.awaitReady(jules);

      Edits.annotate(client, jules, RotationRequest.ANNOTATION, "now");

      operator.awaitTenant(
          jules,
          ConditionType.DatabaseReady,
          condition -> condition.getMessage().contains(RotationRequest.ANNOTATION));
      operator.awaitReady(jules);
      assertThat(operator.steps()).doesNotContain("PlanRotation");
    }
  }

  private VirtualMoodle tenant() {
    return client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).get();
  }

  private String installed(RunningOperator operator) throws SQLException {
    return operator.idOf(
        operator.installed(Manifests.tenant(namespace, "hugo", "hugo.example.edu")));
  }
}
