package io.vmoodle.operator.harness;

import static java.util.Objects.requireNonNullElse;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.lab.cluster.Informers;
import io.vmoodle.operator.kube.Labels;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of pods what a kubelet would say: the cluster of these tests has no nodes, so nothing ever
 * runs. Jobs are judged by the cluster's own controller, from what is said here.
 */
public record PlayedKubelet(KubernetesClient client, String namespace) {
  private static final Logger LOG = LoggerFactory.getLogger(PlayedKubelet.class);
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** The names of all Jobs of tenants. */
  public List<String> jobs() {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel("vmoodle.io/tenant-id")
        .list()
        .getItems()
        .stream()
        .map(job -> job.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** Waits for a Job. */
  public Job awaitJob(String name) {
    return await("Job " + name)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () -> client.batch().v1().jobs().inNamespace(namespace).withName(name).get(),
            job -> job != null);
  }

  /** Its pod runs. */
  public void run(String job) {
    say(
        job,
        """
        phase: Running
        containerStatuses:
          - {name: main, image: i, imageID: i, ready: true, restartCount: 0, state: {running: {startedAt: "2026-01-02T03:04:05Z"}}}
        """);
  }

  /**
   * Its pod ended.
   *
   * @param message the termination message, on one line
   */
  public void end(String job, int exitCode, String reason, String message) {
    say(job, ended(exitCode, reason, message));
  }

  private static String ended(int exitCode, String reason, String message) {
    return """
        phase: %s
        containerStatuses:
          - name: main
            image: i
            imageID: i
            ready: false
            restartCount: 0
            state:
              terminated:
                exitCode: %d
                reason: %s
                startedAt: "2026-01-02T03:04:05Z"
                finishedAt: "2026-01-02T03:05:05Z"
                message: '%s'
        """
        .formatted(exitCode == 0 ? "Succeeded" : "Failed", exitCode, reason, message);
  }

  private void say(String job, String status) {
    var pod = awaitPod(job);
    client
        .resource(pod)
        .editStatus(
            current -> {
              current.setStatus(YAML.unmarshal(status, PodStatus.class));
              return current;
            });
  }

  private Pod awaitPod(String job) {
    return await("pod of " + job)
        .atMost(RunningOperator.PATIENCE)
        .until(() -> pods(job), pods -> pods.size() == 1)
        .getFirst();
  }

  /**
   * From now on, pods that remove a data folder or have to do with maintenance end at once.
   *
   * @param failing what the names of tenants begin with whose pods fail
   */
  public void endAtOnce(String failing) {
    var pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("vmoodle.io/tenant-id")
            .runnableInformer(0)
            .addEventHandler(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Pod pod) {
                    var name = pod.getMetadata().getName();
                    if (name.contains("-trash-") || name.contains("-maintenance-")) {
                      var tenant =
                          requireNonNullElse(
                              pod.getMetadata().getAnnotations().get(Labels.TENANT_NAME), "");
                      end(pod, tenant.startsWith(failing) ? 1 : 0);
                    }
                  }

                  @Override
                  public void onUpdate(Pod before, Pod now) {}

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {}
                });
    Informers.started(pods);
  }

  private void end(Pod pod, int exitCode) {
    try {
      client
          .resource(pod)
          .editStatus(
              current -> {
                current.setStatus(YAML.unmarshal(ended(exitCode, "Played", ""), PodStatus.class));
                return current;
              });
    } catch (KubernetesClientException e) {
      // It was removed by then.
      LOG.atDebug().setCause(e).log("A pod could not be played");
    }
  }

  /** Every Job that is to remove a data folder has done so. */
  public void emptyTrash() {
    client
        .pods()
        .inNamespace(namespace)
        .withLabel("vmoodle.io/tenant-id")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getName().contains("-trash-"))
        .filter(pod -> pod.getStatus() == null || "Pending".equals(pod.getStatus().getPhase()))
        .forEach(pod -> end(pod, 0));
  }

  /** The pods of a Job. */
  public List<Pod> pods(String job) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems();
  }
}
