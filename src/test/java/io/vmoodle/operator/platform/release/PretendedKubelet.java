package io.vmoodle.operator.platform.release;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.jobs.JobForm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays the node of a Job's pod on a control plane that has none: says how the pod ended, and hands
 * out what it wrote. Nothing runs.
 */
final class PretendedKubelet implements PodLogs {
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> logs = new ConcurrentHashMap<>();

  PretendedKubelet(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The pod of a Job, once the Job controller has made it. */
  Pod pod(String job) {
    return await("the pod of " + job)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabel("batch.kubernetes.io/job-name", job)
                    .list()
                    .getItems()
                    .stream()
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Ends the pod of a Job with exit code 0, and waits until the Job is complete. */
  void succeed(String job, String imageId, String message, String log) {
    var pod = pod(job);
    logs.put(pod.getMetadata().getName(), log);
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Succeeded")
            .addNewContainerStatus()
            .withName(JobForm.MAIN)
            .withImage(pod.getSpec().getContainers().getFirst().getImage())
            .withImageID(imageId)
            .withReady(false)
            .withRestartCount(0)
            .withNewState()
            .withNewTerminated()
            .withExitCode(0)
            .withReason("Completed")
            .withStartedAt(now)
            .withFinishedAt(now)
            .withMessage(message)
            .endTerminated()
            .endState()
            .endContainerStatus()
            .build());
    client.resource(pod).patchStatus();
    await("the end of " + job)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () -> {
              var stored = client.batch().v1().jobs().inNamespace(namespace).withName(job).get();
              // Whoever waited for its end may have taken it away.
              return stored == null
                  || stored.getStatus().getConditions().stream()
                      .anyMatch(it -> it.getType().equals("Complete"));
            });
  }

  @Override
  public String of(Pod pod) {
    return logs.getOrDefault(pod.getMetadata().getName(), "");
  }
}
