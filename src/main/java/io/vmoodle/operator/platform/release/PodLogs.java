package io.vmoodle.operator.platform.release;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.jobs.JobForm;

/** Reads what a Job's pod wrote. */
@FunctionalInterface
public interface PodLogs {
  /**
   * The beginning of the log of the container that does the work.
   *
   * @throws KubernetesClientException if the API server or the pod's node does not hand it out
   */
  String of(Pod pod);

  /** Those that the nodes keep, with the rights of this client. */
  static PodLogs ofNodes(KubernetesClient client) {
    return pod ->
        client
            .pods()
            .resource(pod)
            .inContainer(JobForm.MAIN)
            .limitBytes(ProbeFrame.MOST_LOG)
            .getLog();
  }
}
