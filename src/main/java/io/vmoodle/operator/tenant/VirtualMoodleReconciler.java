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
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.StatusPatch;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.platform.PlatformState;
import io.vmoodle.operator.tenant.NextStep.Settled;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import java.util.List;
import java.util.Set;
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
  /** Why a platform's ledger was never opened, so that nothing can have been claimed in it. */
  private static final Set<Reason> NEVER_OPENED =
      Set.of(
          Reason.RegistryClaimed,
          Reason.OwnedByAnotherCluster,
          Reason.RegistryTableMissing,
          Reason.UnknownDatabaseServer);

  /** What there is once the watches are. */
  private record Started(TenantEventSources sources, TenantWork work) {}

  private final TenantServices services;
  private final TenantStatuses statuses;
  private final Announcements announcements;
  private volatile @Nullable Started started;

  /** A reconciler. */
  public VirtualMoodleReconciler(TenantServices services) {
    this.services = services;
    this.statuses = new TenantStatuses(services.clock());
    this.announcements = new Announcements(services.events());
  }

  @Override
  public List<EventSource<?, VirtualMoodle>> prepareEventSources(
      EventSourceContext<VirtualMoodle> context) {
    var sources = TenantEventSources.of(context, services.trigger(), services.clock());
    started = new Started(sources, services.work(sources));
    return sources.all();
  }

  @Override
  public UpdateControl<VirtualMoodle> reconcile(
      VirtualMoodle tenant, Context<VirtualMoodle> context) {
    return switch (services.directory().state(platformOf(tenant))) {
      case PlatformState.Open(OpenPlatform platform) -> provision(tenant, platform, context);
      case PlatformState.Closed(Finding why) -> hold(tenant, notReady(tenant, why), context);
      case PlatformState.NotSeen notSeen ->
          started().sources().platformExists(platformOf(tenant))
              ? UpdateControl.noUpdate()
              : hold(tenant, notFound(tenant), context);
    };
  }

  private UpdateControl<VirtualMoodle> provision(
      VirtualMoodle tenant, OpenPlatform platform, Context<VirtualMoodle> context) {
    followHttpRoutes(platform, context);
    var wish = wish(tenant, platform);
    var result = started().work().run(tenant, wish, platform, Provisioning::next);
    if (result.waits()) {
      // Nothing is said of it: with a status each, a thousand new tenants would cost a thousand.
      return UpdateControl.<VirtualMoodle>noUpdate().rescheduleAfter(services.lookAgain());
    }
    announcements.announce(tenant, result);
    StatusPatch.write(tenant, new VirtualMoodle(), statuses.of(tenant, wish, result), context);
    return result
        .pause(services.clock().instant(), services.lookAgain())
        .map(UpdateControl.<VirtualMoodle>noUpdate()::rescheduleAfter)
        .orElseGet(UpdateControl::noUpdate);
  }

  @Override
  public DeleteControl cleanup(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    try {
      return removeOrWait(tenant, context);
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

  private DeleteControl removeOrWait(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    if (Hold.isReleased(tenant)) {
      announcements.letGo(tenant);
      return DeleteControl.defaultDelete();
    }
    return switch (services.directory().state(platformOf(tenant))) {
      case PlatformState.Open(OpenPlatform platform) -> remove(tenant, platform, context);
      case PlatformState.Closed(Finding why) ->
          TenantStatuses.current(tenant).tenantId() == null && NEVER_OPENED.contains(why.reason())
              ? DeleteControl.defaultDelete()
              : wait(tenant, notReady(tenant, why), context);
      case PlatformState.NotSeen notSeen ->
          started().sources().platformExists(platformOf(tenant))
              ? DeleteControl.noFinalizerRemoval()
              : removeWithoutPlatform(tenant, context);
    };
  }

  /** Nothing was ever claimed for a tenant without an id: a platform waits for its tenants. */
  private DeleteControl removeWithoutPlatform(
      VirtualMoodle tenant, Context<VirtualMoodle> context) {
    return TenantStatuses.current(tenant).tenantId() == null
        ? DeleteControl.defaultDelete()
        : wait(tenant, notFound(tenant), context);
  }

  private DeleteControl remove(
      VirtualMoodle tenant, OpenPlatform platform, Context<VirtualMoodle> context) {
    followHttpRoutes(platform, context);
    var wish = wish(tenant, platform);
    if (platform.fleet().tenant(wish.tenant()).isEmpty()) {
      // The view of the fleet may have missed the claim; without it the finalizer would go.
      platform.ledger().find(wish.namespace(), wish.name()).ifPresent(platform.fleet()::saw);
    }
    var result = started().work().run(tenant, wish, platform, Removal::next);
    return switch (result.reached()) {
      case Settled settled -> {
        announcements.gone(tenant, wish, result.world().ledger());
        yield DeleteControl.defaultDelete();
      }
      case NextStep.Stop stop -> wait(tenant, stop.finding(), context);
      case NextStep.Do step -> DeleteControl.noFinalizerRemoval().rescheduleAfter(1_000);
    };
  }

  private UpdateControl<VirtualMoodle> hold(
      VirtualMoodle tenant, Finding why, Context<VirtualMoodle> context) {
    StatusPatch.write(
        tenant, new VirtualMoodle(), statuses.held(tenant, why, WaitsFor.TIME), context);
    return UpdateControl.<VirtualMoodle>noUpdate().rescheduleAfter(services.lookAgain());
  }

  private DeleteControl wait(VirtualMoodle tenant, Finding why, Context<VirtualMoodle> context) {
    StatusPatch.write(
        tenant, new VirtualMoodle(), statuses.held(tenant, why, WaitsFor.TIME), context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(services.lookAgain().toMillis());
  }

  private Wish wish(VirtualMoodle tenant, OpenPlatform platform) {
    return new Wish(
        ResourceID.fromResource(tenant),
        tenant.getMetadata().getUid(),
        started().sources().labelsOf(tenant.getMetadata().getNamespace()),
        TenantStatuses.current(tenant).tenantId(),
        tenant.getSpec(),
        RotationRequest.of(tenant),
        platform.facts());
  }

  private void followHttpRoutes(OpenPlatform platform, Context<VirtualMoodle> context) {
    started()
        .sources()
        .httpRoutes()
        .follow(platform.facts().routes().gatewayApi(), context.eventSourceRetriever());
  }

  private Started started() {
    return requireNonNull(started, "the framework prepares event sources first");
  }

  static ResourceID platformOf(VirtualMoodle tenant) {
    var reference = tenant.getSpec().platformRef();
    return new ResourceID(
        reference.name(), reference.namespaceOr(tenant.getMetadata().getNamespace()));
  }

  /** What ails a platform is told in its own namespace only: nobody asked who may know it yet. */
  private static Finding notReady(VirtualMoodle tenant, Finding why) {
    var home = platformOf(tenant).getNamespace().orElse("");
    return new Finding(
        Reason.PlatformNotReady,
        home.equals(tenant.getMetadata().getNamespace())
            ? "The platform is not ready: " + why.message()
            : "The platform is not ready; its own status says why. Ask its owner.");
  }

  private static Finding notFound(VirtualMoodle tenant) {
    var platform = platformOf(tenant);
    return new Finding(
        Reason.PlatformNotFound,
        "There is no MoodlePlatform %s in namespace %s. Create it; platformRef cannot be changed."
            .formatted(platform.getName(), platform.getNamespace().orElse("")));
  }
}
