package io.vmoodle.operator.platform;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.files.JobScripts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ConfigMaps that web pods and Jobs mount. */
@ExtendWith(ClusterExtension.class)
class PlatformFilesIT {
  private final KubernetesClient client;
  private String namespace = "";

  PlatformFilesIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  private Resource<ConfigMap> boot() {
    return client.configMaps().inNamespace(namespace).withName("academie-boot");
  }

  private Resource<ConfigMap> scripts() {
    return client.configMaps().inNamespace(namespace).withName(JobScripts.name("academie"));
  }

  private String said(String file) {
    var files = boot().get();
    return files == null ? "" : files.getData().getOrDefault(file, "");
  }

  private void awaitRelease(String release) {
    await("platform.json names " + release)
        .atMost(PATIENCE)
        .until(() -> said(BootFiles.PLATFORM).contains('"' + release + '"'));
  }

  @Test
  void theyAreThereAndKeptAndWhatNobodyMountsGoesAlong() {
    try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, namespace)) {
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      awaitRelease("4.4");

      Edits.merge(client, operator.platform(), "{\"spec\": {\"main\": {\"release\": \"4.5\"}}}");
      awaitRelease("4.5");

      boot().edit(it -> new ConfigMapBuilder(it).addToData(BootFiles.BOOT, "<?php").build());
      await("the boot again")
          .atMost(PATIENCE)
          .until(() -> said(BootFiles.BOOT).contains("VMOODLE_BOOT"));

      var stored = scripts().get();
      assertThat(stored.getData()).containsKeys("switch.php", "probe.php");
      scripts().delete();
      client
          .resource(
              new ConfigMapBuilder(JobScripts.configMap(namespace, "academie"))
                  .addToData("switch.php", "<?php // somebody else's")
                  .build())
          .create();
      await("the scripts again")
          .atMost(PATIENCE)
          .until(() -> scripts().get(), it -> it != null && it.getData().equals(stored.getData()));

      client.resource(operator.platform()).delete();
      operator.awaitPlatformGone();
      assertThat(boot().get()).as("what the main Moodle's pods mount").isNotNull();
      assertThat(scripts().get()).isNull();

      client.resource(operator.platform()).create();
      awaitRelease("4.4");
      operator.awaitPlatform(ConditionType.Ready, "Ready");
    }
  }

  @Test
  void theMainMoodleCanStartBeforeThereIsARegistry() {
    try (var operator = RunningOperator.start(client, Engine.MariaDB, namespace)) {
      client
          .resource(
              Manifests.with(
                  operator.platform(), "{\"spec\": {\"registry\": {\"database\": \"not_yet\"}}}"))
          .create();

      awaitRelease("4.4");
      operator.awaitPlatform(ConditionType.RegistryReady, "RegistryTableMissing");
    }
  }

  @Test
  void anotherOnesConfigMapIsNotTouched() {
    try (var operator = RunningOperator.start(client, Engine.PostgreSQL, namespace)) {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withNamespace(namespace)
                  .withName("academie-boot")
                  .endMetadata()
                  .addToData("mine", "yes")
                  .build())
          .create();
      client.resource(operator.platform()).create();

      operator.awaitPlatform(ConditionType.Ready, "ConfigMapConflict");
      assertThat(boot().get().getData()).containsOnlyKeys("mine");

      boot()
          .edit(
              it ->
                  new ConfigMapBuilder(it)
                      .editMetadata()
                      .withLabels(Labels.ofPlatform("academie"))
                      .endMetadata()
                      .build());
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      assertThat(boot().get().getData()).containsKey(BootFiles.BOOT);
    }
  }
}
