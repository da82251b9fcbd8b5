package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Jobs that the operator made to upgrade one tenant, to make the same for others. */
final class JobPattern {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private final Map<String, String> jobs = new LinkedHashMap<>();
  private final String id;

  private JobPattern(String id) {
    this.id = id;
  }

  /** Of the tenant of that id. */
  static JobPattern of(KubernetesClient client, String namespace, String id) {
    var pattern = new JobPattern(id);
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel("vmoodle.io/tenant-id", id)
        .list()
        .getItems()
        .forEach(job -> pattern.jobs.put(what(job), JSON.asJson(stripped(job))));
    return pattern;
  }

  private static String what(Job job) {
    return job.getMetadata().getName().split("-", -1)[2];
  }

  /** Whether there is such a Job. */
  boolean has(String what) {
    return jobs.containsKey(what);
  }

  /** The same Job for another tenant. */
  Job of(String what, BareTenant tenant) {
    var text = jobs.get(what);
    if (text == null) {
      throw new IllegalArgumentException(what + " is none of " + jobs.keySet());
    }
    var job = JSON.unmarshal(text.replace(id, tenant.id()), Job.class);
    job.getMetadata().setNamespace(tenant.namespace());
    return job;
  }

  /** Without what the API server added, and without the operator's mark. */
  private static Job stripped(Job job) {
    job.setStatus(null);
    job.setMetadata(named(job.getMetadata()));
    job.getSpec().setSelector(null);
    job.getSpec().getTemplate().setMetadata(named(job.getSpec().getTemplate().getMetadata()));
    return job;
  }

  private static ObjectMeta named(ObjectMeta metadata) {
    var labels = new LinkedHashMap<>(metadata.getLabels());
    labels
        .keySet()
        .removeIf(
            label ->
                label.endsWith("controller-uid")
                    || label.endsWith("job-name")
                    || label.endsWith("managed-by"));
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withLabels(labels)
        .withAnnotations(metadata.getAnnotations())
        .build();
  }
}
