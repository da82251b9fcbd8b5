package io.vmoodle.operator.tenant.work;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.ClusterTime;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.tenant.facts.InstallNames;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.plan.Backoff;
import io.vmoodle.operator.tenant.watch.Children;
import io.vmoodle.operator.tenant.watch.TenantJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what there is of a tenant's installation and of its other Jobs, from watches and what
 * is known of servers.
 */
public final class InstallObserver {
  /** A pod that is not gone by then is on a node that nobody reaches. */
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  private final TenantJobs jobs;
  private final Children<Secret> secrets;
  private final InstantSource clock;
  private final ClusterTime time;

  /**
   * An observer.
   *
   * @param clock tells whether an attempt is due
   * @param time tells how old Jobs and pods are
   */
  public InstallObserver(
      TenantJobs jobs, Children<Secret> secrets, InstantSource clock, ClusterTime time) {
    this.jobs = jobs;
    this.secrets = secrets;
    this.clock = clock;
    this.time = time;
  }

  Installation observe(OpenPlatform platform, LedgerTenant tenant) {
    if (tenant.origin() == Origin.EXISTING) {
      return Installation.NONE;
    }
    var namespace = platform.facts().namespace();
    var names = jobNames(namespace, tenant);
    var task = task(tenant);
    if (task != null) {
      names.add(task);
    }
    names.forEach(
        it -> {
          time.saw(jobs.find(namespace, it).stream().toList());
          time.saw(jobs.pods(namespace, it));
        });
    var now = time.now();
    var there = names.stream().filter(it -> jobs.find(namespace, it).isPresent()).collect(toSet());
    return new Installation(
        verdict(platform, tenant, now),
        isDue(tenant, clock.instant()),
        there,
        there.stream()
            .filter(it -> !it.equals(task))
            .filter(
                it -> jobs.find(namespace, it).filter(job -> !JobVerdict.isOver(job)).isPresent())
            .collect(toSet()),
        names.stream()
            .flatMap(it -> jobs.pods(namespace, it).stream())
            .anyMatch(pod -> mayAct(pod, now)),
        secrets.find(namespace, InstallNames.secret(tenant.id())).isPresent(),
        secrets.find(tenant.namespace(), InstallNames.adminSecret(tenant.id())).isPresent(),
        tenant.installedAt() == null ? leftovers(platform, tenant) : Set.of());
  }

  /** The Job that works on the tenant otherwise, and its pods; seen by {@link #observe} before. */
  UpkeepJob upkeep(OpenPlatform platform, LedgerTenant tenant) {
    var task = tenant.upkeep().task();
    if (task == null) {
      return UpkeepJob.NONE;
    }
    var namespace = platform.facts().namespace();
    var name = UpkeepJob.name(tenant.id(), task);
    return new UpkeepJob(
        JobVerdict.of(
            jobs.find(namespace, name).orElse(null),
            jobs.pods(namespace, name),
            time.now(),
            platform.facts().spec().jobs().startsWithin()),
        Backoff.isDue(task.notBefore(), clock.instant()));
  }

  private JobVerdict verdict(OpenPlatform platform, LedgerTenant tenant, Instant now) {
    var operation = tenant.operation();
    if (operation == null) {
      return new JobVerdict.Absent();
    }
    var namespace = platform.facts().namespace();
    return JobVerdict.of(
        jobs.find(namespace, operation.jobName()).orElse(null),
        jobs.pods(namespace, operation.jobName()),
        now,
        platform.facts().spec().jobs().startsWithin());
  }

  private static boolean isDue(LedgerTenant tenant, Instant now) {
    var operation = tenant.operation();
    return operation == null || Backoff.isDue(operation.notBefore(), now);
  }

  /** A Job that was just made may not be in the watch yet; it is the one that the ledger names. */
  private Set<String> jobNames(String namespace, LedgerTenant tenant) {
    var names = new HashSet<>(jobs.ofTenant(namespace, tenant.id()));
    names.removeIf(name -> !name.startsWith("vm-" + tenant.id() + "-"));
    var operation = tenant.operation();
    if (operation != null) {
      names.add(operation.jobName());
    }
    return names;
  }

  private static @Nullable String task(LedgerTenant tenant) {
    var task = tenant.upkeep().task();
    return task == null ? null : UpkeepJob.name(tenant.id(), task);
  }

  private static boolean mayAct(Pod pod, Instant now) {
    var status = pod.getStatus();
    var over = status != null && List.of("Succeeded", "Failed").contains(status.getPhase());
    var deleted = pod.getMetadata().getDeletionTimestamp();
    return !over && (deleted == null || now.isBefore(Instant.parse(deleted).plus(LONGEST_END)));
  }

  private static Set<String> leftovers(OpenPlatform platform, LedgerTenant tenant) {
    if (tenant.generation() == 1) {
      return Set.of();
    }
    var contents = platform.fleet().on(tenant.server());
    var names = new TenantNames(tenant.id());
    return IntStream.range(1, tenant.generation())
        .mapToObj(names::database)
        .flatMap(
            it ->
                contents
                    .database(it)
                    .filter(found -> tenant.id().equals(found.tenantId()))
                    .map(found -> it)
                    .stream())
        .collect(toSet());
  }
}
