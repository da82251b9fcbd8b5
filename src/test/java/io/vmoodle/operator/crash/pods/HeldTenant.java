package io.vmoodle.operator.crash.pods;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A tenant on which a pod works that is held in one state until it is let go. */
abstract class HeldTenant {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final Reality reality;
  private final VirtualMoodle resource;
  private final String id;
  private final Path folder;

  /**
   * A tenant that has an id.
   *
   * @param data the folder of all data folders
   */
  HeldTenant(KubernetesClient client, Reality reality, VirtualMoodle resource, Path data) {
    this.client = client;
    this.reality = reality;
    this.resource = resource;
    this.id = Objects.requireNonNull(status().tenantId());
    this.folder = data.resolve(id);
  }

  /** Has its work begin, up to its state. */
  abstract void begin() throws SQLException, IOException;

  /** Waits until it is held. */
  abstract void awaitHeld() throws SQLException, IOException;

  /** What {@link #end} is if the pod is lost while it is held. */
  abstract String afterLoss();

  /** What {@link #end} is if the pod comes to its end. */
  abstract String undisturbed();

  /** Fails as long as something is done to it. */
  abstract void hasEnded();

  /** Where it ended. */
  abstract String end();

  /** Everything says the same of it, and visitors are let in. */
  abstract void isWhole() throws SQLException, IOException;

  /** Waits until nothing is done to them any more; what failed is tried again at once. */
  static void awaitEnds(List<HeldTenant> tenants) {
    await("ends of all")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (var tenant : tenants) {
                tenant.reality.pretendDue(tenant.id);
              }
              tenants.forEach(HeldTenant::hasEnded);
            });
  }

  final void awaitHanging() {
    await(this + " is held").atMost(PATIENCE).until(() -> Files.exists(hanging()));
  }

  /** The pod that is held; a kubelet tells of it a moment after it runs. */
  final Pod pod() {
    return await("pod of " + this)
        .atMost(PATIENCE)
        .until(() -> pods("Running"), running -> running.size() == 1)
        .getFirst();
  }

  private List<Pod> pods(String phase) {
    return client
        .pods()
        .inNamespace(namespace())
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
  }

  /** Kills the processes of its pod, as the kernel would for want of memory. */
  final void kill() {
    var processes = ProcessHandle.allProcesses().filter(this::isOfPod).toList();
    assertThat(processes).as("processes of the pod of %s", this).isNotEmpty();
    processes.forEach(ProcessHandle::destroyForcibly);
    awaitWorkDone();
  }

  /** Waits until no process of a pod of it runs on this machine, whatever Kubernetes says. */
  final void awaitWorkDone() {
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

  final Map<String, String> config(String database) throws SQLException {
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

  final TenantStatus status() {
    return Objects.requireNonNull(client.resource(resource).get().getStatus());
  }

  final String reason(ConditionType type) {
    return RunningOperator.condition(status(), type).map(it -> it.getReason()).orElse("");
  }

  final Path hanging() {
    return folder.resolve("hanging");
  }

  /** Says what the stand-in does; see its README. */
  final void tell(String fault) {
    try {
      Files.write(folder.resolve("standin-fault"), List.of(fault));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final KubernetesClient client() {
    return client;
  }

  final Reality reality() {
    return reality;
  }

  final VirtualMoodle resource() {
    return resource;
  }

  final String namespace() {
    return resource.getMetadata().getNamespace();
  }

  final String name() {
    return resource.getMetadata().getName();
  }

  final String id() {
    return id;
  }

  final Path folder() {
    return folder;
  }

  @Override
  public final String toString() {
    return "%s (%s)".formatted(name(), id);
  }
}
