package io.vmoodle.operator.crash.pods;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Reality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant whose upgrade is held; where it ends is a release. */
final class HeldUpgrade extends HeldTenant {
  private final UpgradeState state;
  private @Nullable Connection lock;

  /**
   * A tenant that is installed.
   *
   * @param data the folder of all data folders
   */
  HeldUpgrade(
      UpgradeState state,
      KubernetesClient client,
      Reality reality,
      VirtualMoodle resource,
      Path data) {
    super(client, reality, resource, data);
    this.state = state;
  }

  @Override
  void begin() throws SQLException {
    if (state == UpgradeState.COPY) {
      lock = Engines.lab(reality().engine()).superuser("");
      try (var statement = lock.createStatement()) {
        statement.execute("LOCK TABLES vm_%s_1.mdl_course WRITE".formatted(id()));
      }
    }
    tell(state.fault());
    Edits.merge(client(), resource(), "{\"spec\": {\"release\": \"4.5\"}}");
  }

  @Override
  void awaitHeld() throws IOException {
    if (state == UpgradeState.RESTORE) {
      awaitHanging();
      tell("upgrade.half=fail\nfolder.setup=hang");
      Files.delete(hanging());
      await(this + " is put back").atMost(PATIENCE).until(() -> phase().equals("REVERTING"));
    }
    if (state == UpgradeState.COPY) {
      await(this + " is held").atMost(PATIENCE).until(this::waitsForLock);
    } else {
      awaitHanging();
    }
  }

  private boolean waitsForLock() throws SQLException {
    try (var connection = Engines.lab(reality().engine()).superuser("");
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table%'")) {
      query.setString(1, "vm_%s_1".formatted(id()));
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1) > 0;
      }
    }
  }

  @Override
  void letGo() throws SQLException, IOException {
    super.letGo();
    if (lock != null) {
      lock.close();
    }
  }

  @Override
  String afterLoss() {
    return state.afterLoss();
  }

  @Override
  String undisturbed() {
    return state.undisturbed();
  }

  @Override
  void hasEnded() {
    assertThat(reason(ConditionType.UpToDate)).as(toString()).isIn("UpToDate", "UpgradeFailed");
    assertThat(reason(ConditionType.Ready)).as(toString()).isEqualTo("Ready");
  }

  @Override
  String end() {
    return Objects.requireNonNull(status().release());
  }

  @Override
  void isWhole() throws SQLException, IOException {
    var release = end().equals(Release.NEW.name()) ? Release.NEW : Release.OLD;
    var ledger = reality().ledger(id()).orElseThrow();
    var row = reality().row("https://%s.example.edu".formatted(name())).orElseThrow();
    assertThat(ledger).as(toString()).containsEntry("release_name", release.name());
    assertThat(text(row, "metadata")).as(toString()).contains("\"%s\"".formatted(release.name()));
    assertThat(text(row, "vdbname")).as(toString()).isEqualTo(text(ledger, "database_name"));
    assertThat(config(text(row, "vdbname")))
        .as(toString())
        .containsEntry("release", release.title())
        .doesNotContainKey("upgraderunning");
    assertThat(folder().resolve("climaintenance.html")).as(toString()).doesNotExist();
    try (var copies = Files.newDirectoryStream(folder(), ".vmoodle-*")) {
      assertThat(copies).as("copies of files of %s", this).isEmpty();
    }
    assertThat(backend()).as(toString()).isEqualTo("moodle-" + release.name().replace(".", ""));
  }

  private String backend() {
    return client()
        .network()
        .v1()
        .ingresses()
        .inNamespace(namespace())
        .withName("vm-" + id())
        .require()
        .getSpec()
        .getRules()
        .stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .filter(path -> path.getPath().equals("/"))
        .findFirst()
        .orElseThrow()
        .getBackend()
        .getService()
        .getName();
  }

  private String phase() throws SQLException {
    return reality().operation(id()).map(it -> text(it, "phase")).orElse("");
  }
}
