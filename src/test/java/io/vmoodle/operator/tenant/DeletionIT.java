package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
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
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.StoredSecret;
import io.vmoodle.operator.harness.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class DeletionIT {
  private static final String HUGO = "https://hugo.example.edu";

  private final KubernetesClient client;
  private String namespace = "";

  DeletionIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void deleteLeavesNothingAndStopsServingFirst(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(hugo("Delete"));
      var id = operator.idOf(tenant);
      var secret = StoredSecret.of(client, namespace, id).orElseThrow();
      try (var moodle =
          Engines.lab(engine).connect("vm_" + id + "_1", secret.username(), secret.password())) {
        operator.steps().clear();

        client.resource(tenant).delete();
        operator.awaitGone(tenant);

        assertThat(moodle.isValid(1)).as("its sessions are ended").isFalse();
      }
      assertThat(operator.steps())
          .containsExactly(
              "MarkDeleting",
              "CloseRoute",
              "LockLogin",
              "Release",
              "RemoveRoute",
              "RemoveAdminSecret",
              "RemoveSecret",
              "DropDatabase",
              "PlanTask",
              "CreateTaskJob",
              "Purge");
      assertThat(operator.reality().rows()).isEmpty();
      assertThat(operator.reality().databases("vm_" + id)).isEmpty();
      assertThat(operator.reality().accounts("vm_" + id)).isEmpty();
      assertThat(operator.reality().ledger(id)).isEmpty();
      assertThat(operator.reality().claims(id)).isEmpty();
      assertThat(StoredSecret.of(client, namespace, id)).isEmpty();
      assertThat(new StoredRoutes(client, namespace).names()).containsExactly("academie-main");
      assertThat(Story.awaitMessage(client, tenant, "DataDeleted")).contains("vm_" + id + "_1");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void retainKeepsDatabaseAndClaimsAndTheSameTenantComesBackToThem(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(hugo("Retain"));
      var id = operator.idOf(tenant);
      var secret = StoredSecret.of(client, namespace, id).orElseThrow();
      var database = "vm_" + id + "_1";
      assertThat(operator.reality().canWork(database, secret.username(), secret.password()))
          .isTrue();

      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      assertThat(operator.reality().rows()).isEmpty();
      assertThat(operator.reality().databases("vm_" + id)).containsExactly(database);
      assertThat(operator.reality().canWork(database, secret.username(), secret.password()))
          .as("the login is locked")
          .isFalse();
      assertThat(operator.reality().ledger(id).orElseThrow())
          .containsEntry("state", "RELEASED")
          .containsEntry("registry_id", "")
          .hasEntrySatisfying("released_at", time -> assertThat(time).isNotEmpty());
      assertThat(operator.reality().claims(id))
          .as("the address is free")
          .containsOnlyKeys("database", "login", "data_dir");
      assertThat(new StoredRoutes(client, namespace).names()).containsExactly("academie-main");
      assertThat(Story.awaitMessage(client, tenant, "DataRetained")).contains(database);

      var again = client.resource(hugo("Retain")).create();

      operator.awaitReady(again);
      assertThat(operator.idOf(again)).isEqualTo(id);
      assertThat(operator.reality().traces(database)).as("its data is there").isEqualTo(1);
      var now = StoredSecret.of(client, namespace, id).orElseThrow();
      assertThat(operator.reality().canWork(database, now.username(), now.password())).isTrue();
      assertThat(operator.reality().row(HUGO).orElseThrow()).containsEntry("enabled", "1");
      assertThat(Story.awaitMessage(client, again, "Undeleted")).contains(database);
      assertThat(Story.messages(client, again, "DriftCorrected")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void retainedDataIsNeitherGivenToAnotherAddressNorLostByIt(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(hugo("Retain"));
      var id = operator.idOf(tenant);
      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      var moved =
          client
              .resource(
                  Manifests.with(
                      hugo("Delete"),
                      "{\"spec\": {\"address\": {\"host\": \"other.example.edu\"}}}"))
              .create();
      var status = operator.awaitReason(moved, ConditionType.Accepted, "RetainedDataExists");
      assertThat(
              RunningOperator.condition(status, ConditionType.Accepted).orElseThrow().getMessage())
          .contains(HUGO, "vm_" + id + "_1", "Delete", "metadata.name");
      assertThat(operator.reality().rows()).isEmpty();

      var neighbour =
          client.resource(Manifests.tenant(namespace, "neighbour", "hugo.example.edu")).create();
      operator.awaitReason(neighbour, ConditionType.Ready, "WaitingForJob");
      assertThat(operator.reality().row(HUGO)).isPresent();

      client.resource(moved).delete();
      operator.awaitGone(moved);
      assertThat(operator.reality().databases("vm_" + id))
          .as("what an earlier tenant left is not this one's to drop")
          .hasSize(1);

      var again = client.resource(hugo("Retain")).create();
      operator.awaitReason(again, ConditionType.Ready, "AddressConflict");
      client.resource(neighbour).delete();
      operator.awaitReady(again);
      assertThat(operator.idOf(again)).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDeletionPolicyThatThePlatformDoesNotAllowAnyMoreRetains(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(hugo("Delete"));
      var id = operator.idOf(tenant);
      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"tenants\": {\"deletionPolicies\": [\"Retain\"]}}}");
      operator.awaitReason(tenant, ConditionType.Accepted, "DeletionPolicyNotAllowed");

      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      assertThat(operator.reality().databases("vm_" + id)).hasSize(1);
      assertThat(operator.reality().ledger(id).orElseThrow()).containsEntry("state", "RELEASED");
      assertThat(Story.awaitMessage(client, tenant, "DataRetained"))
          .contains("deletionPolicy", "allow");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anExistingMoodleLosesItsRowAndRouteAndNothingElse(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant =
          ExistingMoodles.adopt(client, engine, namespace, "zola", "host: zola.example.edu");
      operator.awaitReady(tenant);
      var database = ExistingMoodles.databaseOf(tenant);

      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      assertThat(operator.reality().rows()).isEmpty();
      assertThat(new StoredRoutes(client, namespace).names()).containsExactly("academie-main");
      assertThat(operator.reality().canWork(database, database, ExistingMoodles.PASSWORD)).isTrue();

      var again =
          client
              .resource(
                  Manifests.existing(namespace, "zola", "host: zola.example.edu", database, "zola"))
              .create();
      operator.awaitReady(again);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void credentialsThatOnlyTheRowHadOutliveIt(Engine engine) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      operator
          .reality()
          .execute(
              """
              INSERT INTO mdl_local_vmoodle (vhostname, vdbtype, vdbhost, vdblogin, vdbpass, vdbname)
              VALUES ('https://zola.example.edu', 'x', '127.0.0.1', '%s', '%s', '%s')
              """
                  .formatted(database, ExistingMoodles.PASSWORD, database));
      var manifest =
          Manifests.with(
              Manifests.existing(namespace, "zola", "host: zola.example.edu", database, "none"),
              "{\"spec\": {\"source\": {\"existing\": {\"credentialsSecretRef\": null}}}}");
      var tenant = client.resource(manifest).create();
      operator.awaitReady(tenant);
      var id = operator.idOf(tenant);

      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      assertThat(operator.reality().rows()).isEmpty();
      assertThat(StoredSecret.of(client, namespace, id))
          .contains(new StoredSecret(database, ExistingMoodles.PASSWORD));

      var again = client.resource(manifest).create();
      operator.awaitReady(again);
      assertThat(operator.idOf(again)).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsThatWereNeverTheTenantsStay(Engine engine) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var hugo = operator.installed(hugo("Retain"));
      client.resource(hugo).delete();
      operator.awaitGone(hugo);
      operator
          .reality()
          .execute(
              """
              INSERT INTO mdl_local_vmoodle (name, vhostname, vdbname) VALUES
                ('strangers', 'https://hugo.example.edu', 'strange'),
                ('legacy', 'https://zola.example.edu', '%s')
              """
                  .formatted(database));
      Engines.lab(engine).execute(database, "ALTER TABLE mdl_config RENAME TO hidden");
      client.resource(ExistingMoodles.secret(namespace, "zola", database)).create();

      var again = client.resource(hugo("Delete")).create();
      var zola =
          client
              .resource(
                  Manifests.existing(namespace, "zola", "host: zola.example.edu", database, "zola"))
              .create();
      operator.awaitReason(again, ConditionType.Ready, "RegistryRowConflict");
      operator.awaitReason(zola, ConditionType.Ready, "MoodleNotFound");

      client.resource(again).delete();
      client.resource(zola).delete();
      operator.awaitGone(again);
      operator.awaitGone(zola);

      assertThat(operator.reality().rows())
          .extracting(row -> Reality.text(row, "name"))
          .containsExactly("strangers", "legacy");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantOnASubPathLeavesTheMainHostToTheOthers(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var going = ExistingMoodles.adopt(client, engine, namespace, "a", "subPath: a");
      var staying = ExistingMoodles.adopt(client, engine, namespace, "b", "subPath: b");
      operator.awaitReady(going);
      operator.awaitReady(staying);

      client.resource(going).delete();
      operator.awaitGone(going);

      assertThat(new StoredRoutes(client, namespace).paths("academie-main"))
          .contains("/b -> moodle-44:80", "/ -> moodle-44:80")
          .noneMatch(path -> path.startsWith("/a"));
      assertThat(
              client
                  .configMaps()
                  .inNamespace(namespace)
                  .withName("academie-subpaths")
                  .require()
                  .getData())
          .containsEntry("names", "b\n");
      operator.awaitReady(staying);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theAnnotationWithItsIdLetsGoOfATenant(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(hugo("Delete"));
      var id = operator.idOf(tenant);
      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": true}}");
      operator.awaitPlatform(ConditionType.Ready, "Paused");
      Edits.annotate(client, tenant, "vmoodle.io/release-hold", "another-id");
      client.resource(tenant).delete();
      operator.awaitReason(tenant, ConditionType.Ready, "Paused");

      Edits.annotate(client, tenant, "vmoodle.io/release-hold", id);

      operator.awaitGone(tenant);
      assertThat(operator.reality().row(HUGO)).isPresent();
      assertThat(operator.reality().databases("vm_" + id)).hasSize(1);
      assertThat(new StoredRoutes(client, namespace).names()).contains("vm-" + id);
      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Story.of(client, tenant))
                      .extracting(Event::getType)
                      .contains("Warning"));

      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": false}}");
      var again = client.resource(hugo("Delete")).create();
      operator.awaitReady(again);
      assertThat(operator.idOf(again)).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantThatWasRefusedOrHasNoPlatformJustGoes(Engine engine) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      var homeless = client.resource(hugo("Retain")).create();
      operator.awaitReason(homeless, ConditionType.Ready, "PlatformNotFound");
      client.resource(homeless).delete();
      operator.awaitGone(homeless);

      client.resource(operator.platform()).create();
      var refused =
          client
              .resource(Manifests.with(hugo("Retain"), "{\"spec\": {\"release\": \"9.9\"}}"))
              .create();
      operator.awaitReason(refused, ConditionType.Accepted, "UnknownRelease");
      client.resource(refused).delete();
      operator.awaitGone(refused);

      assertThat(operator.reality().rows()).isEmpty();
      assertThat(List.copyOf(operator.steps())).isEmpty();
    }
  }

  private VirtualMoodle hugo(String deletionPolicy) {
    return Manifests.with(
        Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
        "{\"spec\": {\"deletionPolicy\": \"%s\"}}".formatted(deletionPolicy));
  }
}
