package io.vmoodle.operator.crash.pods;

import static io.vmoodle.operator.harness.Reality.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tenant whose upgrade is held in one state until it is let go. */
final class HeldTenant {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final State state;
  private final KubernetesClient client;
  private final Reality reality;
  private final VirtualMoodle resource;
  private final String id;
  private final Path folder;
  private @Nullable Connection lock;

  /**
   * A tenant that is installed.
   *
   * @param data the folder of all data folders
   */
  HeldTenant(
      State state, KubernetesClient client, Reality reality, VirtualMoodle resource, Path data) {
    this.state = state;
    this.client = client;
    this.reality = reality;
    this.resource = resource;
    this.id = Objects.requireNonNull(status().tenantId());
    this.folder = data.resolve(id);
  }

  State state() {
    return state;
  }

  /** Has it upgraded, up to its state. */
  void begin() throws SQLException {
    if (state == State.COPY) {
      lock = Engines.lab(reality.engine()).superuser("");
      try (var statement = lock.createStatement()) {
        statement.execute("LOCK TABLES vm_%s_1.mdl_course WRITE".formatted(id));
      }
    }
    tell(state.fault());
    Edits.merge(client, resource, "{\"spec\": {\"release\": \"4.5\"}}");
  }

  /** Waits until it is held. */
  void awaitHeld() throws IOException {
    if (state == State.RESTORE) {
      awaitHanging();
      tell("upgrade.half=fail\nfolder.setup=hang");
      Files.delete(hanging());
      await(this + " is put back").atMost(PATIENCE).until(() -> phase().equals("REVERTING"));
    }
    if (state == State.COPY) {
      await(this + " is held").atMost(PATIENCE).until(this::waitsForLock);
    } else {
      awaitHanging();
    }
  }

  private void awaitHanging() {
    await(this + " is held").atMost(PATIENCE).until(() -> Files.exists(hanging()));
  }

  private boolean waitsForLock() throws SQLException {
    try (var connection = Engines.lab(reality.engine()).superuser("");
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table%'")) {
      query.setString(1, "vm_%s_1".formatted(id));
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1) > 0;
      }
    }
  }

  /** The pod that is held; a kubelet tells of it a moment after it runs. */
  Pod pod() {
    return await("pod of " + this)
        .atMost(PATIENCE)
        .until(() -> pods("Running"), running -> running.size() == 1)
        .getFirst();
  }

  private List<Pod> pods(String phase) {
    return client
        .pods()
        .inNamespace(resource.getMetadata().getNamespace())
        .withLabel("vmoodle.io/tenant-id", id)
        .list()
        .getItems()
        .stream()
        .filter(pod -> phase.equals(pod.getStatus().getPhase()))
        .toList();
  }

  /** Whatever held it does not any more. */
  void letGo() throws SQLException, IOException {
    tell("");
    Files.deleteIfExists(hanging());
    if (lock != null) {
      lock.close();
    }
  }

  /** Kills the processes of its pod, as the kernel would for want of memory. */
  void kill() {
    var processes = ProcessHandle.allProcesses().filter(this::isOfPod).toList();
    assertThat(processes).as("processes of the pod of %s", this).isNotEmpty();
    processes.forEach(ProcessHandle::destroyForcibly);
    awaitWorkDone();
  }

  /** Waits until no process of a pod of it runs on this machine, whatever Kubernetes says. */
  void awaitWorkDone() {
    await("pods of " + this)
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.allProcesses().noneMatch(this::isOfPod));
  }

  private boolean isOfPod(ProcessHandle process) {
    try {
      var environment =
          Files.readString(Path.of("/proc", "" + process.pid(), "environ"), ISO_8859_1);
      return environment.contains("VMOODLE_") && environment.contains(id);
    } catch (IOException e) {
      // It has ended meanwhile.
      return false;
    }
  }

  /** Waits until nothing is done to it any more; returns the release that it serves. */
  String awaitEnd() {
    await(this + " comes to an end")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              // What failed is tried again after a minute.
              reality.pretendDue(id);
              assertThat(reason(ConditionType.UpToDate)).isIn("UpToDate", "UpgradeFailed");
              assertThat(reason(ConditionType.Ready)).isEqualTo("Ready");
            });
    return Objects.requireNonNull(status().release());
  }

  /** Everything says the same of the release that it is on, and visitors are let in. */
  void isWhole(Release release) throws SQLException, IOException {
    var ledger = reality.ledger(id).orElseThrow();
    var row = reality.row("https://%s.example.edu".formatted(state.tenant())).orElseThrow();
    assertThat(ledger).as(toString()).containsEntry("release_name", release.name());
    assertThat(text(row, "metadata")).as(toString()).contains("\"%s\"".formatted(release.name()));
    assertThat(text(row, "vdbname")).as(toString()).isEqualTo(text(ledger, "database_name"));
    assertThat(config(text(row, "vdbname")))
        .as(toString())
        .containsEntry("release", release.title())
        .doesNotContainKey("upgraderunning");
    assertThat(folder.resolve("climaintenance.html")).as(toString()).doesNotExist();
    try (var copies = Files.newDirectoryStream(folder, ".vmoodle-*")) {
      assertThat(copies).as("copies of files of %s", this).isEmpty();
    }
    assertThat(backend()).as(toString()).isEqualTo("moodle-" + release.name().replace(".", ""));
  }

  private Map<String, String> config(String database) throws SQLException {
    var config = new TreeMap<String, String>();
    try (var connection = Engines.lab(reality.engine()).superuser(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name, value FROM mdl_config")) {
      while (rows.next()) {
        config.put(rows.getString(1), rows.getString(2));
      }
    }
    return config;
  }

  private String backend() {
    return client
        .network()
        .v1()
        .ingresses()
        .inNamespace(resource.getMetadata().getNamespace())
        .withName("vm-" + id)
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
    return reality.operation(id).map(it -> text(it, "phase")).orElse("");
  }

  private TenantStatus status() {
    return Objects.requireNonNull(client.resource(resource).get().getStatus());
  }

  private String reason(ConditionType type) {
    return RunningOperator.condition(status(), type).map(it -> it.getReason()).orElse("");
  }

  private Path hanging() {
    return folder.resolve("hanging");
  }

  private void tell(String fault) {
    try {
      Files.write(folder.resolve("standin-fault"), List.of(fault));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(state.tenant(), id);
  }
}
