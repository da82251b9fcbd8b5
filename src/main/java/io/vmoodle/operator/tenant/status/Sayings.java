package io.vmoodle.operator.tenant.status;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.StatusPatch;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;

/** What is said of tenants for which nothing can be done. */
public final class Sayings {
  private final TenantStatuses statuses;
  private final Announcements announcements;
  private final UnreadableSpec unreadable;

  public Sayings(TenantStatuses statuses, Announcements announcements, UnreadableSpec unreadable) {
    this.statuses = statuses;
    this.announcements = announcements;
    this.unreadable = unreadable;
  }

  /** Why it waits; what was found before stays in its status. */
  public void held(
      VirtualMoodle tenant, Finding why, WaitsFor waitsFor, Context<VirtualMoodle> context) {
    StatusPatch.write(tenant, new VirtualMoodle(), statuses.held(tenant, why, waitsFor), context);
  }

  /** As an Event, too: of some such tenants, the API server does not even take a status. */
  public void unreadable(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    var why = unreadable.explain(tenant);
    var stop = new Stop(ConditionType.Accepted, why, WaitsFor.PERSON);
    announcements.announce(tenant, new TenantWork.Result(World.EMPTY, stop));
    held(tenant, why, WaitsFor.PERSON, context);
  }
}
