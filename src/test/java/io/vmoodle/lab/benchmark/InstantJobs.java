package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the Jobs of upgrades would do as soon as they are made, whoever made them, and says
 * that they are complete. No pod is there.
 */
final class InstantJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstantJobs.class);
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Pattern NAME =
      Pattern.compile("vm-([a-z0-9]{10})-(quiesce|copy|upgrade|open)-[0-9]+");
  private static final int THREADS = 8;

  private final KubernetesClient client;
  private final Reality reality;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final SharedIndexInformer<Job> informer;

  private InstantJobs(KubernetesClient client, Site site) {
    this.client = client;
    this.reality = new Reality(site.engine(), site.registry());
    this.informer = client.batch().v1().jobs().inNamespace(site.namespace()).inform(handler());
  }

  /** Watches the Jobs of a namespace. */
  static InstantJobs of(KubernetesClient client, Site site) {
    return new InstantJobs(client, site);
  }

  private ResourceEventHandler<Job> handler() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Job job) {
        threads.execute(() -> play(job));
      }

      @Override
      public void onUpdate(Job before, Job now) {}

      @Override
      public void onDelete(Job job, boolean unknown) {}
    };
  }

  private void play(Job job) {
    var parts = NAME.matcher(job.getMetadata().getName());
    if (!parts.matches()) {
      return;
    }
    try {
      work(parts.group(1), parts.group(2));
      client
          .resource(job)
          .editStatus(
              current -> {
                current.setStatus(complete());
                return current;
              });
    } catch (SQLException | RuntimeException e) {
      LOG.error("{} could not be played", job.getMetadata().getName(), e);
    }
  }

  private void work(String id, String what) throws SQLException {
    var database = "vm_%s_1".formatted(id);
    switch (what) {
      case "copy" -> reality.copyMoodle(database, Wave.copy(database));
      case "upgrade" ->
          reality.asTenant(
              id,
              database,
              "UPDATE mdl_config SET value = '%s' WHERE name = 'allversionshash'"
                  .formatted(KnownReleases.hash("4.5")));
      default -> {}
    }
  }

  private static JobStatus complete() {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return YAML.unmarshal(
        """
        startTime: "%1$s"
        completionTime: "%1$s"
        succeeded: 1
        ready: 0
        conditions:
          - {type: SuccessCriteriaMet, status: "True", lastProbeTime: "%1$s", lastTransitionTime: "%1$s"}
          - {type: Complete, status: "True", lastProbeTime: "%1$s", lastTransitionTime: "%1$s"}
        """
            .formatted(now),
        JobStatus.class);
  }

  @Override
  public void close() {
    informer.close();
    threads.close();
  }
}
