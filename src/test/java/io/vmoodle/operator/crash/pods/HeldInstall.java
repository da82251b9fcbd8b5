package io.vmoodle.operator.crash.pods;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.kube.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * A tenant whose installation is held; where it ends is the generation of its database. Until it
 * begins, the tenant waits for the Secret that names its administrator's password.
 */
final class HeldInstall extends HeldTenant {
  private final InstallState state;

  /**
   * A tenant that waits for its Secret.
   *
   * @param data the folder of all data folders
   */
  HeldInstall(
      InstallState state,
      KubernetesClient client,
      Reality reality,
      VirtualMoodle resource,
      Path data) {
    super(client, reality, resource, data);
    this.state = state;
  }

  /** Name of the Secret that a tenant waits for. */
  static String secret(String tenant) {
    return tenant + "-admin";
  }

  @Override
  void begin() throws IOException {
    var made = Files.createDirectory(folder()).toFile();
    assertThat(made.setWritable(true, false)).isTrue();
    tell(state.fault());
    client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName(secret(name()))
                .addToLabels(Labels.TENANT_SECRET, "true")
                .endMetadata()
                .addToStringData("password", "Admin-Secret-1")
                .build())
        .create();
  }

  @Override
  void awaitHeld() {
    awaitHanging();
  }

  /** Whatever it did, nothing of it is used. */
  @Override
  String afterLoss() {
    return "2";
  }

  @Override
  String undisturbed() {
    return "1";
  }

  @Override
  void hasEnded() {
    assertThat(reason(ConditionType.Ready)).as(toString()).isEqualTo("Ready");
  }

  @Override
  String end() {
    return String.valueOf(Objects.requireNonNull(status().database()).generation());
  }

  @Override
  void isWhole() throws SQLException {
    var database = "vm_%s_%s".formatted(id(), end());
    var ledger = reality().ledger(id()).orElseThrow();
    var row = reality().row("https://%s.example.edu".formatted(name())).orElseThrow();
    assertThat(text(ledger, "database_name")).as(toString()).isEqualTo(database);
    assertThat(row).as(toString()).containsEntry("vdbname", database).containsEntry("enabled", "1");
    assertThat(config(database))
        .as(toString())
        .containsEntry("release", Release.OLD.title())
        .containsEntry("vmoodle_tenant", id());
    assertThat(reality().databases("vm_" + id())).as(toString()).isEqualTo(Set.of(database));
  }
}
