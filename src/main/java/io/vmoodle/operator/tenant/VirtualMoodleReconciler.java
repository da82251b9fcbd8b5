package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.StatusPatch;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.tenant.facts.HomePlatform;
import io.vmoodle.operator.tenant.facts.RotationRequest;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.plan.Provisioning;
import io.vmoodle.operator.tenant.plan.Removal;
import io.vmoodle.operator.tenant.status.Announcements;
import io.vmoodle.operator.tenant.status.PassingPhase;
import io.vmoodle.operator.tenant.status.PlatformFindings;
import io.vmoodle.operator.tenant.status.Sayings;
import io.vmoodle.operator.tenant.status.TenantStatuses;
import io.vmoodle.operator.tenant.watch.TenantEventSources;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes tenants true and takes them away as told. What is done in which order is decided by {@link
 * Provisioning} and {@link Removal}; here is only when, and what is said about it.
 */
@ControllerConfiguration(
    name = "virtualmoodle",
    finalizerName = "vmoodle.io/tenant",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = TenantChanges.class))
public final class VirtualMoodleReconciler
    implements Reconciler<VirtualMoodle>, Cleaner<VirtualMoodle> {
  /** What there is once the watches are. */
  private record Started(
      TenantEventSources sources,
      TenantWork work,
      Announcements announcements,
      Sayings sayings,
      Departure departure) {}

  private final TenantServices services;
  private final TenantStatuses statuses;
  private volatile @Nullable Started started;

  /** A reconciler. */
  public VirtualMoodleReconciler(TenantServices services) {
    this.services = services;
    this.statuses = new TenantStatuses(services.clock());
  }

  @Override
  public List<EventSource<?, VirtualMoodle>> prepareEventSources(
      EventSourceContext<VirtualMoodle> context) {
    var sources = TenantEventSources.of(context, services.trigger(), SteadyTime.source());
    started = start(sources);
    return sources.all();
  }

  private Started start(TenantEventSources sources) {
    var work = services.work(sources);
    var announcements = new Announcements(services.events(sources));
    var sayings =
        new Sayings(
            statuses, announcements, new UnreadableSpec(services.client(), TenantSpec.class));
    var departure =
        new Departure(
            sources,
            services.directory(),
            this::wish,
            work,
            sayings,
            announcements,
            new LettingGo(services.directory(), announcements, services.clock()),
            services.lostHome(sources),
            services.clock(),
            services.lookAgain());
    return new Started(sources, work, announcements, sayings, departure);
  }

  @Override
  public UpdateControl<VirtualMoodle> reconcile(
      VirtualMoodle tenant, Context<VirtualMoodle> context) {
    if (UnreadableSpec.is(tenant)) {
      started().sayings().unreadable(tenant, context);
      return UpdateControl.noUpdate();
    }
    return switch (services.directory().state(HomePlatform.of(tenant))) {
      case PlatformState.Open(OpenPlatform platform) -> provision(tenant, platform, context);
      case PlatformState.Closed(Finding why) ->
          hold(tenant, PlatformFindings.notReady(tenant, why), context);
      case PlatformState.NotSeen notSeen ->
          started().sources().platformExists(HomePlatform.of(tenant))
              ? UpdateControl.noUpdate()
              : hold(tenant, PlatformFindings.notFound(tenant), context);
    };
  }

  private UpdateControl<VirtualMoodle> provision(
      VirtualMoodle tenant, OpenPlatform platform, Context<VirtualMoodle> context) {
    started().sources().follow(platform, context);
    var wish = wish(tenant, platform);
    var result = started().work().run(tenant, wish, platform, Provisioning::next);
    if (result.waits()) {
      // Nothing is said of it: with a status each, a thousand new tenants would cost a thousand.
      return UpdateControl.<VirtualMoodle>noUpdate().rescheduleAfter(services.lookAgain());
    }
    tellRollout(platform, result);
    started().announcements().announce(tenant, result);
    var untold = PassingPhase.left(tenant, result, services.clock().instant());
    if (untold.isEmpty()) {
      StatusPatch.write(tenant, new VirtualMoodle(), statuses.of(tenant, wish, result), context);
    }
    return Stream.concat(
            result
                .pause(
                    services.clock().instant(), SteadyTime.source().instant(), services.lookAgain())
                .stream(),
            untold.stream())
        .min(Comparator.naturalOrder())
        .map(UpdateControl.<VirtualMoodle>noUpdate()::rescheduleAfter)
        .orElseGet(UpdateControl::noUpdate);
  }

  /** Whoever has its turn and waits for a person would keep others from theirs. */
  private static void tellRollout(OpenPlatform platform, TenantWork.Result result) {
    var ledger = result.world().ledger();
    if (ledger != null) {
      platform
          .rollouts()
          .turned(
              ledger.id(),
              result.reached() instanceof Stop stop && stop.waitsFor() == WaitsFor.PERSON
                  ? stop.finding()
                  : null);
    }
  }

  @Override
  public DeleteControl cleanup(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    try {
      return started().departure().of(tenant, context);
    } catch (RuntimeException e) {
      // The framework asks for the status of failed reconciles only, not of failed cleanups.
      failed(tenant, e, context);
      throw e;
    }
  }

  @Override
  public ErrorStatusUpdateControl<VirtualMoodle> updateErrorStatus(
      VirtualMoodle tenant, Context<VirtualMoodle> context, Exception failure) {
    failed(tenant, failure, context);
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  private void failed(VirtualMoodle tenant, Exception failure, Context<VirtualMoodle> context) {
    services
        .failures()
        .of(tenant, context.getRetryInfo(), failure)
        .map(why -> statuses.held(tenant, why, WaitsFor.TIME))
        .ifPresent(status -> StatusPatch.tryWrite(tenant, new VirtualMoodle(), status, context));
  }

  private UpdateControl<VirtualMoodle> hold(
      VirtualMoodle tenant, Finding why, Context<VirtualMoodle> context) {
    started().sayings().held(tenant, why, WaitsFor.TIME, context);
    return UpdateControl.<VirtualMoodle>noUpdate().rescheduleAfter(services.lookAgain());
  }

  private Wish wish(VirtualMoodle tenant, OpenPlatform platform) {
    return new Wish(
        ResourceID.fromResource(tenant),
        tenant.getMetadata().getUid(),
        started().sources().labelsOf(tenant.getMetadata().getNamespace()),
        TenantStatuses.current(tenant).tenantId(),
        TenantStatuses.servedBy(tenant),
        tenant.getSpec(),
        RotationRequest.of(tenant),
        platform.factsNow());
  }

  private Started started() {
    return requireNonNull(started, "the framework prepares event sources first");
  }
}
