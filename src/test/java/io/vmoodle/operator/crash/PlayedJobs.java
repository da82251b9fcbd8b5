package io.vmoodle.operator.crash;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vmoodle.lab.cluster.Informers;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does what the pods of upgrades' Jobs would do, as long as it is open: no node runs them. What is
 * to fail is told by the tenant's name.
 */
final class PlayedJobs implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("vm-([a-z0-9]{10})-(quiesce|copy|upgrade|open|restore)-[0-9]+");
  private static final int BUSY = 75;
  private static final int THREADS = 8;
  private static final long PERIOD_MILLIS = 200;

  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private final Site site;
  private final SharedIndexInformer<Job> jobs;
  private @Nullable Future<?> looking;

  PlayedJobs(Site site) {
    this.site = site;
    this.jobs =
        site.client()
            .batch()
            .v1()
            .jobs()
            .inNamespace(site.namespace())
            .withLabel("vmoodle.io/tenant-id")
            .runnableInformer(0);
  }

  void start() {
    Informers.started(jobs);
    looking = threads.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (var job : jobs.getStore().list()) {
      var uid = job.getMetadata().getUid();
      if (NAME.matcher(job.getMetadata().getName()).matches() && begun.add(uid)) {
        threads.execute(() -> play(job));
      }
    }
  }

  private void play(Job job) {
    var name = job.getMetadata().getName();
    var parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(name);
    }
    var annotations =
        requireNonNullElse(job.getMetadata().getAnnotations(), Map.<String, String>of());
    var tenant = annotations.getOrDefault("vmoodle.io/tenant-name", "");
    try {
      var code = work(parts.group(1), parts.group(2), tenant);
      new PlayedKubelet(site.client(), site.namespace())
          .end(name, code, code == 0 ? "Completed" : "Error", "{\"outcome\":\"Played\"}");
    } catch (SQLException | RuntimeException e) {
      // Somebody removed the Job; or it is played again when it is still there.
      begun.remove(job.getMetadata().getUid());
    }
  }

  private int work(String id, String what, String tenant) throws SQLException {
    var reality = site.reality();
    return switch (what) {
      case "quiesce" ->
          Scenario.BUSY.isOf(tenant) ? BUSY : Scenario.QUIESCE_FAILS.isOf(tenant) ? 1 : 0;
      case "copy" -> {
        reality.copyMoodle("vm_%s_1".formatted(id), "vm_%s_2".formatted(id));
        yield 0;
      }
      case "upgrade" -> upgrade(reality, id, tenant);
      default -> 0;
    };
  }

  private static int upgrade(Reality reality, String id, String tenant) throws SQLException {
    var fails = Scenario.UPGRADE_FAILS.isOf(tenant);
    reality.asTenant(
        id,
        "vm_%s_1".formatted(id),
        fails
            ? "UPDATE mdl_config SET value = 'half' WHERE name = 'allversionshash'"
            : "UPDATE mdl_config SET value = '%s' WHERE name = 'allversionshash'"
                .formatted(KnownReleases.hash("4.5")));
    return fails ? 1 : 0;
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(true);
    }
    threads.shutdownNow();
    jobs.close();
  }
}
