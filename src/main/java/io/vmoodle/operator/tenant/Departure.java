package io.vmoodle.operator.tenant;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.tenant.facts.HomePlatform;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.plan.Provisioning;
import io.vmoodle.operator.tenant.plan.Removal;
import io.vmoodle.operator.tenant.status.Announcements;
import io.vmoodle.operator.tenant.status.Hold;
import io.vmoodle.operator.tenant.status.PlatformFindings;
import io.vmoodle.operator.tenant.status.Sayings;
import io.vmoodle.operator.tenant.status.TenantStatuses;
import io.vmoodle.operator.tenant.watch.TenantEventSources;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes tenants away as told. What is done in which order is decided by {@link Removal}; here is
 * only when, and what ends a deletion that can never be done.
 *
 * @param wishes what a tenant is wanted to be on an open platform
 */
record Departure(
    TenantEventSources sources,
    PlatformDirectory directory,
    Wishes wishes,
    TenantWork work,
    Sayings sayings,
    Announcements announcements,
    LettingGo lettingGo,
    LostHome lostHome,
    InstantSource clock,
    Duration lookAgain) {
  /** What is free from a point in time on must be free when it is asked for. */
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  /** Why a platform's ledger was never opened, so that nothing can have been claimed in it. */
  private static final Set<Reason> NEVER_OPENED =
      Set.of(
          Reason.RegistryClaimed,
          Reason.OwnedByAnotherCluster,
          Reason.RegistryTableMissing,
          Reason.UnknownDatabaseServer);

  /** What a tenant is wanted to be. */
  @FunctionalInterface
  interface Wishes {
    Wish of(VirtualMoodle tenant, OpenPlatform platform);
  }

  /** Does what can be done now; the finalizer goes when nothing is left, or can never be done. */
  DeleteControl of(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    if (Hold.isReleased(tenant)) {
      return letGo(tenant, "as annotation %s says".formatted(Hold.ANNOTATION));
    }
    if (UnreadableSpec.is(tenant)) {
      return unreadable(tenant, context);
    }
    var platform = HomePlatform.of(tenant);
    var homeless = lostHome.namespaceGoes(platform);
    if (homeless.isPresent()) {
      return letGo(tenant, homeless.get());
    }
    return switch (directory.state(platform)) {
      case PlatformState.Open(OpenPlatform open) -> remove(tenant, open, context);
      case PlatformState.Closed(Finding why) ->
          !wasClaimed(tenant) && NEVER_OPENED.contains(why.reason())
              ? DeleteControl.defaultDelete()
              : letGoOrWait(tenant, null, PlatformFindings.notReady(tenant, why), context);
      case PlatformState.NotSeen notSeen ->
          sources.platformExists(platform)
              ? DeleteControl.noFinalizerRemoval()
              : withoutPlatform(tenant, context);
    };
  }

  private DeleteControl remove(
      VirtualMoodle tenant, OpenPlatform platform, Context<VirtualMoodle> context) {
    sources.follow(platform, context);
    var wish = wishes.of(tenant, platform);
    if (platform.fleet().tenant(wish.tenant()).isEmpty()) {
      // The view of the fleet may have missed the claim; without it the finalizer would go.
      platform.ledger().find(wish.namespace(), wish.name()).ifPresent(platform.fleet()::saw);
    }
    var result = work.run(tenant, wish, platform, Removal::next);
    return switch (result.reached()) {
      case Settled settled -> {
        announcements.gone(tenant, wish, result.world().ledger());
        yield DeleteControl.defaultDelete();
      }
      case Stop stop -> {
        if (stop.finding().reason() == Reason.DeletionBudgetSpent && result.world().installed()) {
          // Until its turn comes it is a tenant like any other.
          work.run(tenant, wish, platform, Provisioning::next);
        }
        yield stop.finding().reason() == Reason.DatabaseUnavailable
            ? letGoOrWait(tenant, server(result), stop.finding(), context)
            : wait(tenant, stop.finding(), until(stop), context);
      }
      case NextStep.Do step -> DeleteControl.noFinalizerRemoval().rescheduleAfter(1_000);
    };
  }

  private static @Nullable String server(TenantWork.Result result) {
    var ledger = result.world().ledger();
    return ledger == null ? null : ledger.server();
  }

  /** Nothing was ever claimed for a tenant without an id: a platform waits for its tenants. */
  private DeleteControl withoutPlatform(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    var why = PlatformFindings.withWayOut(tenant, PlatformFindings.notFound(tenant));
    return wasClaimed(tenant)
        ? wait(tenant, why, lookAgain, context)
        : DeleteControl.defaultDelete();
  }

  /** Of which platform it is cannot be read; where nothing was claimed, nothing is to be done. */
  private DeleteControl unreadable(VirtualMoodle tenant, Context<VirtualMoodle> context) {
    if (!wasClaimed(tenant) && !isKnown(ResourceID.fromResource(tenant))) {
      return DeleteControl.defaultDelete();
    }
    sayings.unreadable(tenant, context);
    return DeleteControl.noFinalizerRemoval();
  }

  private boolean isKnown(ResourceID tenant) {
    return directory.states().values().stream()
        .anyMatch(
            state ->
                state instanceof PlatformState.Open(OpenPlatform open)
                    && open.fleet().tenant(tenant).isPresent());
  }

  private static boolean wasClaimed(VirtualMoodle tenant) {
    return TenantStatuses.current(tenant).tenantId() != null;
  }

  /**
   * For a server that will never be reached again nobody waits.
   *
   * @param server its name; null: the registry's
   */
  private DeleteControl letGoOrWait(
      VirtualMoodle tenant, @Nullable String server, Finding why, Context<VirtualMoodle> context) {
    return lostHome
        .accountGone(HomePlatform.of(tenant), server)
        .map(lost -> letGo(tenant, lost))
        .orElseGet(() -> wait(tenant, why, lookAgain, context));
  }

  private DeleteControl letGo(VirtualMoodle tenant, String why) {
    lettingGo.of(tenant, why);
    return DeleteControl.defaultDelete();
  }

  private DeleteControl wait(
      VirtualMoodle tenant, Finding why, Duration until, Context<VirtualMoodle> context) {
    sayings.held(tenant, why, WaitsFor.TIME, context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(until.toMillis());
  }

  /** As soon as it can go on, but no later than usual: annotations are not told of. */
  private Duration until(Stop stop) {
    if (stop.until() == null) {
      return lookAgain;
    }
    var left = Duration.between(clock.instant(), stop.until()).plus(A_MOMENT);
    return left.isNegative() || left.compareTo(lookAgain) > 0 ? lookAgain : left;
  }
}
