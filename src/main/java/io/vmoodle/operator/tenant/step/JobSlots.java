package io.vmoodle.operator.tenant.step;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.tenant.watch.TenantJobs;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How many Jobs of a platform run at a time. A watch tells late, so those that were just made count
 * until it knows them. Who finds no room is put down and looked at again when there is some.
 */
public final class JobSlots {
  private static final class Platform {
    private final Set<String> made = new HashSet<>();
    private final LinkedHashSet<ResourceID> waiting = new LinkedHashSet<>();
  }

  private final Map<ResourceID, Platform> platforms = new HashMap<>();
  private final TenantJobs jobs;
  private final Consumer<Collection<ResourceID>> wake;

  /**
   * Slots of all platforms.
   *
   * @param jobs the Jobs that there are
   * @param wake has tenants looked at again
   */
  public JobSlots(TenantJobs jobs, Consumer<Collection<ResourceID>> wake) {
    this.jobs = jobs;
    this.wake = wake;
  }

  /**
   * Asks for room for a Job that is about to be made.
   *
   * @return false if there is none; the tenant is looked at again as soon as there is
   */
  synchronized boolean take(ResourceID platform, ResourceID tenant, String job, int most) {
    var slots = platforms.computeIfAbsent(platform, name -> new Platform());
    if (taken(platform, slots) >= most) {
      slots.waiting.add(tenant);
      return false;
    }
    slots.waiting.remove(tenant);
    slots.made.add(job);
    return true;
  }

  /** A Job is over or gone, or was not made after all. */
  void free(ResourceID platform, Collection<String> ended, int most) {
    wake.accept(next(platform, ended, most));
  }

  /** As many as there is room for: one that was woken and is gone leaves its room to others. */
  private synchronized List<ResourceID> next(
      ResourceID platform, Collection<String> ended, int most) {
    var slots = platforms.computeIfAbsent(platform, name -> new Platform());
    slots.made.removeAll(ended);
    var room = most - taken(platform, slots);
    var next = slots.waiting.stream().limit(Math.max(0, room)).toList();
    next.forEach(slots.waiting::remove);
    return next;
  }

  private int taken(ResourceID platform, Platform slots) {
    var namespace = platform.getNamespace().orElseThrow();
    var open = new HashSet<>(jobs.open(namespace, platform.getName()));
    slots.made.removeIf(
        job ->
            open.contains(job) || jobs.find(namespace, job).filter(JobVerdict::isOver).isPresent());
    open.addAll(slots.made);
    return open.size();
  }
}
