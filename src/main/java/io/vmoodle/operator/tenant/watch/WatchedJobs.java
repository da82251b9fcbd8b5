package io.vmoodle.operator.tenant.watch;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Labels;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link TenantJobs} from informers. */
public final class WatchedJobs implements TenantJobs {
  private static final String OPEN_OF_PLATFORM = "open-jobs-of-platform";
  private static final String JOBS_OF_TENANT = "jobs-of-tenant";
  private static final String PODS_OF_JOB = "pods-of-job";
  private static final String JOB_OF_POD = "batch.kubernetes.io/job-name";

  private final InformerEventSource<Job, VirtualMoodle> jobs;
  private final InformerEventSource<Pod, VirtualMoodle> pods;
  private final WatchedChildren<Job> recent;

  public WatchedJobs(
      InformerEventSource<Job, VirtualMoodle> jobs,
      InformerEventSource<Pod, VirtualMoodle> pods,
      InstantSource clock) {
    this.jobs = jobs;
    this.pods = pods;
    this.recent = new WatchedChildren<>(jobs, clock);
  }

  /** Before the informers start. */
  static void index(
      InformerEventSource<Job, VirtualMoodle> jobs, InformerEventSource<Pod, VirtualMoodle> pods) {
    jobs.addIndexers(
        Map.of(
            OPEN_OF_PLATFORM,
            job ->
                JobVerdict.isOver(job)
                    ? List.of()
                    : List.of(key(job, requireNonNullElse(label(job, Labels.PLATFORM), ""))),
            JOBS_OF_TENANT,
            job -> {
              var tenant = label(job, Labels.TENANT_ID);
              return tenant == null ? List.of() : List.of(key(job, tenant));
            }));
    pods.addIndexers(
        Map.of(
            PODS_OF_JOB,
            pod -> {
              var job = label(pod, JOB_OF_POD);
              return job == null ? List.of() : List.of(key(pod, job));
            }));
  }

  @Override
  public List<Pod> pods(String namespace, String job) {
    return pods.byIndex(PODS_OF_JOB, namespace + "/" + job);
  }

  @Override
  public Set<String> ofTenant(String namespace, String tenantId) {
    var names = new HashSet<String>();
    jobs.byIndex(JOBS_OF_TENANT, namespace + "/" + tenantId)
        .forEach(job -> names.add(job.getMetadata().getName()));
    return names;
  }

  @Override
  public Set<String> open(String namespace, String platform) {
    var names = new HashSet<String>();
    jobs.byIndex(OPEN_OF_PLATFORM, namespace + "/" + platform)
        .forEach(job -> names.add(job.getMetadata().getName()));
    return names;
  }

  @Override
  public Optional<Job> find(String namespace, String name) {
    return recent.find(namespace, name);
  }

  @Override
  public void saw(Job object) {
    recent.saw(object);
  }

  @Override
  public void gone(Job object) {
    recent.gone(object);
  }

  private static @Nullable String label(HasMetadata object, String name) {
    var labels = object.getMetadata().getLabels();
    return labels == null ? null : labels.get(name);
  }

  private static String key(HasMetadata object, String name) {
    return object.getMetadata().getNamespace() + "/" + name;
  }
}
