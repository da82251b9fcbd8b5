package io.vmoodle.operator.platform.release;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Removal;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of release probes in the cluster. */
final class ProbeStore {
  private final KubernetesClient client;
  private final Apply apply;
  private final Removal removal;
  private final PodLogs logs;

  ProbeStore(KubernetesClient client, Apply apply, PodLogs logs) {
    this.client = client;
    this.apply = apply;
    this.removal = new Removal(client);
    this.logs = logs;
  }

  /** What an earlier probe of the release left. */
  Optional<ReleaseRecord> record(ProbeJob probe) {
    var metadata = probe.platform().getMetadata();
    var stored =
        client
            .configMaps()
            .inNamespace(metadata.getNamespace())
            .withName(ReleaseRecord.nameOf(metadata.getName(), probe.release().name()))
            .get();
    return Optional.ofNullable(stored)
        .flatMap(ReleaseRecord::of)
        .filter(it -> it.release().equals(probe.release().name()));
  }

  /**
   * Keeps what a probe answered.
   *
   * @return why it cannot be kept: somebody else has an object of that name
   */
  Optional<String> keep(ProbeJob probe, ReleaseRecord record) {
    var metadata = probe.platform().getMetadata();
    return apply.apply(record.configMap(metadata.getNamespace(), metadata.getName()))
            instanceof Applied.Foreign<?> foreign
        ? Optional.of(foreign.why())
        : Optional.empty();
  }

  @Nullable Job job(ProbeJob probe) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(probe.platform().getMetadata().getNamespace())
        .withName(probe.name())
        .get();
  }

  List<Pod> pods(Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
        .list()
        .getItems();
  }

  /** The web pods behind the release's Service, as far as it selects pods. */
  List<Pod> webPods(ProbeJob probe) {
    var namespace = probe.platform().getMetadata().getNamespace();
    var service =
        client.services().inNamespace(namespace).withName(probe.release().service().name()).get();
    var selector = service == null ? null : service.getSpec().getSelector();
    return selector == null || selector.isEmpty()
        ? List.of()
        : client.pods().inNamespace(namespace).withLabels(selector).list().getItems();
  }

  /** Makes it; what is there already is as good. */
  void create(Job job) {
    try {
      client.resource(job).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  /** Ends it, its pod included. */
  void remove(Job job) {
    removal.remove(job);
  }

  /**
   * What a pod wrote.
   *
   * @throws KubernetesClientException if it cannot be had
   */
  String log(Pod pod) {
    return logs.of(pod);
  }
}
