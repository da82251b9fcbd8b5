package io.vmoodle.operator.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterLauncher;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.source.NoClusterException;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Resources that were stored before a rule existed, or by a newer version. Clients of the API
 * server give up a whole list because of one; the operator must go on for all others.
 */
class PoisonedResourceIT {
  private static final String NAMESPACE = "poisoned";
  private static final String SITE = "{fullName: Some, shortName: some}";

  /** What is stored, by name of the resource, and what the operator says of it. */
  private static final Map<String, Poison> POISONS =
      Map.of(
          "empty", new Poison("{}", "spec.platformRef is missing"),
          "no-site", new Poison(spec("a.example.edu", "null"), "spec.site is missing"),
          "site", new Poison(spec("b.example.edu", "text"), "spec.site has a form"),
          "admin",
              new Poison(
                  spec("c.example.edu", "{fullName: C, shortName: c, admin: [1]}"),
                  "spec.site.admin has a form"),
          "paused",
              new Poison(spec("d.example.edu", SITE + ", paused: maybe"), "spec.paused has a form"),
          "name",
              new Poison(
                  spec("e.example.edu", "{fullName: null, shortName: e}"),
                  "spec.site.fullName is missing"));

  private record Poison(String spec, String message) {}

  private static @Nullable Cluster cluster;

  private final KubernetesClient client = requireNonNull(cluster).client();

  @BeforeAll
  static void startAClusterWhoseRulesMayBeBroken() {
    try {
      cluster = ClusterLauncher.ofUser(Progress.to(System.err)).openAnother();
    } catch (NoClusterException e) {
      Assumptions.abort(e.toString());
    }
    new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
    var namespace =
        new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build();
    cluster.client().resource(namespace).create();
  }

  @AfterAll
  static void endIt() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void oneThatCannotBeReadHoldsUpOnlyItself() {
    try (var loose = new LooseSchema(client)) {
      POISONS.forEach((name, poison) -> loose.store(tenant("before-" + name, poison.spec())));
      // Of this one, the API server refuses even a status.
      loose.store(tenant("before-text", "text"));
      loose.store(platformThatMayBePaused());
    }
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, NAMESPACE)) {
      var good = client.resource(Manifests.tenant(NAMESPACE, "good", "good.example.edu")).create();
      operator.awaitReason(good, ConditionType.Ready, "WaitingForJob");
      POISONS.forEach((name, poison) -> awaitInvalid("VirtualMoodle", "before-" + name, poison));
      awaitInvalid("MoodlePlatform", "paused", new Poison("", "spec.paused has a form"));

      try (var loose = new LooseSchema(client)) {
        POISONS.forEach((name, poison) -> loose.store(tenant("live-" + name, poison.spec())));
        loose.store(tenant("live-text", "text"));
        Edits.merge(
            client, stored("VirtualMoodle", "good").require(), "{\"spec\": {\"site\": \"text\"}}");
        loose.store(tenant("status", spec("status.example.edu", SITE), "{conditions: text}"));
      }
      POISONS.forEach((name, poison) -> awaitInvalid("VirtualMoodle", "live-" + name, poison));
      var status = Manifests.tenant(NAMESPACE, "status", "status.example.edu");
      operator.awaitReason(status, ConditionType.Ready, "WaitingForJob");

      var found = awaitInvalid("VirtualMoodle", "good", new Poison("", "spec.site has a form"));
      assertThat(found).as("what was known stays").contains("tenantId");
      stored("VirtualMoodle", "good").delete();
      awaitInvalid("VirtualMoodle", "good", new Poison("", "spec.site has a form"));
      stored("VirtualMoodle", "live-empty").delete();
      awaitGone("VirtualMoodle", "live-empty");
      stored("MoodlePlatform", "paused").delete();
      awaitGone("MoodlePlatform", "paused");

      correct("good");
      awaitGone("VirtualMoodle", "good");
      correct("before-site");
      operator.awaitReason(
          Manifests.tenant(NAMESPACE, "before-site", "b.example.edu"),
          ConditionType.Ready,
          "WaitingForJob");
    }
  }

  private void correct(String name) {
    Edits.merge(
        client,
        stored("VirtualMoodle", name).require(),
        "{\"spec\": {\"site\": {\"fullName\": \"Some\", \"shortName\": \"some\"}}}");
  }

  private String awaitInvalid(String kind, String name, Poison poison) {
    return await(kind + " " + name)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                String.valueOf(
                    stored(kind, name).require().getAdditionalProperties().get("status")),
            status -> status.contains("reason=SpecInvalid") && status.contains(poison.message()));
  }

  private void awaitGone(String kind, String name) {
    await(name).atMost(RunningOperator.PATIENCE).until(() -> stored(kind, name).get() == null);
  }

  private Resource<GenericKubernetesResource> stored(String kind, String name) {
    return client
        .genericKubernetesResources("vmoodle.io/v1alpha1", kind)
        .inNamespace(NAMESPACE)
        .withName(name);
  }

  private static String spec(String host, String site) {
    return "{platformRef: {name: %s}, address: {host: %s}, site: %s}"
        .formatted(Manifests.PLATFORM, host, site);
  }

  private static String tenant(String name, String spec, String status) {
    return tenant(name, spec) + "status: " + status;
  }

  private static String tenant(String name, String spec) {
    return """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: %s}
        spec: %s
        """
        .formatted(NAMESPACE, name, spec);
  }

  private static String platformThatMayBePaused() {
    return Serialization.asYaml(Manifests.platform(NAMESPACE, Engine.MariaDB, "m_another"))
        .replaceFirst("name: \"?academie\"?", "name: paused")
        .replaceFirst("paused: false", "paused: maybe");
  }
}
