package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vmoodle.operator.jobs.JobVerdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Upgrades tenants of the bare writer: the same Jobs one after the other, the copy, one change of
 * row, route and status, and no look at anything but the end of the Jobs.
 */
final class BareUpgrades implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final KubernetesClient client;
  private final BareWriter writer;
  private final JobPattern jobs;
  private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Job> informer;

  /**
   * Upgrades.
   *
   * @param writer has made the tenants
   * @param jobs that the operator made for one
   */
  BareUpgrades(KubernetesClient client, Site site, BareWriter writer, JobPattern jobs) {
    this.client = client;
    this.writer = writer;
    this.jobs = jobs;
    this.informer = client.batch().v1().jobs().inNamespace(site.namespace()).inform(handler());
  }

  private ResourceEventHandler<Job> handler() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Job job) {
        onUpdate(job, job);
      }

      @Override
      public void onUpdate(Job before, Job now) {
        if (JobVerdict.isOver(now)) {
          end(now.getMetadata().getName()).complete(null);
        }
      }

      @Override
      public void onDelete(Job job, boolean unknown) {}
    };
  }

  private CompletableFuture<Void> end(String name) {
    return ends.computeIfAbsent(name, _ -> new CompletableFuture<>());
  }

  /** Upgrades them and returns how long it took. */
  Duration run(List<BareTenant> tenants) {
    var begin = System.nanoTime();
    Parallel.each(tenants, Wave.AT_A_TIME, this::upgrade);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void upgrade(BareTenant tenant)
      throws SQLException, ExecutionException, InterruptedException, TimeoutException {
    run("quiesce", tenant);
    writer.copy(tenant);
    if (jobs.has("copy")) {
      run("copy", tenant);
    }
    run("upgrade", tenant);
    writer.switchRelease(tenant);
    run("open", tenant);
    writer.say(tenant);
  }

  private void run(String what, BareTenant tenant)
      throws ExecutionException, InterruptedException, TimeoutException {
    var job = jobs.of(what, tenant);
    client.resource(job).create();
    end(job.getMetadata().getName()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    informer.close();
  }
}
