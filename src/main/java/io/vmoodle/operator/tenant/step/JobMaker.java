package io.vmoodle.operator.tenant.step;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.watch.TenantJobs;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Makes Jobs of tenants, as many at a time as their platform wants, and removes them. */
public final class JobMaker {
  private final KubernetesClient client;
  private final TenantJobs jobs;
  private final JobSlots slots;

  public JobMaker(KubernetesClient client, TenantJobs jobs, JobSlots slots) {
    this.client = client;
    this.jobs = jobs;
    this.slots = slots;
  }

  /**
   * Makes a Job if there is room for it.
   *
   * @param towards the condition that stays False where it cannot be made
   * @param before what the Job needs
   * @param queued what is said where there is no room, from how many may run at a time
   */
  void make(
      TenantAtWork tenant,
      Job desired,
      ConditionType towards,
      Runnable before,
      IntFunction<Blocked> queued) {
    var most = most(tenant);
    var name = desired.getMetadata().getName();
    if (!slots.take(platform(tenant), tenant.wish().tenant(), name, most)) {
      throw queued.apply(most);
    }
    try {
      before.run();
      jobs.saw(createOrRead(desired, towards));
    } catch (RuntimeException e) {
      slots.free(platform(tenant), Set.of(name), most);
      throw e;
    }
  }

  /** One of that name is the same attempt's: an operator that died made it. */
  private Job createOrRead(Job desired, ConditionType towards) {
    try {
      return client.resource(desired).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      var there = client.resource(desired).get();
      if (there == null) {
        throw e;
      }
      if (!desired.getMetadata().getLabels().equals(there.getMetadata().getLabels())) {
        throw Blocked.byPerson(
            towards,
            Reason.JobConflict,
            "Job %s/%s exists and is not this tenant's. Remove it."
                .formatted(desired.getMetadata().getNamespace(), desired.getMetadata().getName()));
      }
      return there;
    }
  }

  /** Whether a Job is gone that was there; one that is not is known from now on. */
  boolean isGone(TenantAtWork tenant, String name) {
    var job =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(tenant.wish().platform().namespace())
            .withName(name)
            .get();
    if (job != null) {
      jobs.saw(job);
    }
    return job == null;
  }

  /** A watch tells of what it deletes; until then nothing of it counts. */
  void remove(TenantAtWork tenant, Set<String> names) {
    var namespace = tenant.wish().platform().namespace();
    for (var name : names) {
      jobs.find(namespace, name)
          .ifPresent(
              job -> {
                client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
                jobs.gone(job);
              });
    }
    over(tenant, names);
  }

  /** These Jobs need no room any more. */
  void over(TenantAtWork tenant, Collection<String> names) {
    slots.free(platform(tenant), List.copyOf(names), most(tenant));
  }

  private static int most(TenantAtWork tenant) {
    return tenant.wish().platform().spec().jobs().maxConcurrent();
  }

  private static ResourceID platform(TenantAtWork tenant) {
    var platform = tenant.wish().platform();
    return new ResourceID(platform.name(), platform.namespace());
  }
}
