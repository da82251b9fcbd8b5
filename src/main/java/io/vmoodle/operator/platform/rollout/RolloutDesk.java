package io.vmoodle.operator.platform.rollout;

import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Milestones;
import io.vmoodle.operator.ledger.RolloutMilestone;
import io.vmoodle.operator.platform.fleet.PlatformSession;
import io.vmoodle.operator.platform.state.PlatformTenants;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import io.vmoodle.operator.platform.state.Rollouts;
import io.vmoodle.operator.platform.state.TenantResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rollout of one platform as this process has it: decided at every look at the platform, and
 * once more as soon as an upgrade ends, so that its place is not empty until the next look. All
 * that must survive is in the ledger; here is what was seen last.
 */
final class RolloutDesk implements Rollouts {
  /** Canaries that arrive and need no time are proven in the same look. */
  private static final int MOST_MILESTONES = 3;

  /** What the last look found. */
  private record Seen(
      Situation situation,
      Opening window,
      RolloutMilestone milestone,
      Map<ResourceID, TenantResource> resources) {
    Seen with(RolloutMilestone next) {
      return new Seen(situation, window, next, resources);
    }
  }

  private final PlatformSession session;
  private final ResourceID platform;
  private final PlatformTenants tenants;
  private final InstantSource clock;
  private final InstantSource steady;
  private final Runnable lookSoon;
  private final Milestones milestones;
  private final Turns turns = new Turns();
  private @Nullable Seen seen;
  private @Nullable Instant aheadSince;
  private @Nullable RolloutDecision decision;
  private volatile RolloutPlan plan = RolloutPlan.EVERYBODY;
  private volatile @Nullable String releaseOfNewTenants;

  /**
   * A desk.
   *
   * @param session what the process has of the platform
   * @param tenants the tenants' resources
   * @param clock tells windows and soaks
   * @param steady tells how long something lasts
   * @param lookSoon has the platform looked at before its time
   */
  RolloutDesk(
      PlatformSession session,
      ResourceID platform,
      PlatformTenants tenants,
      InstantSource clock,
      InstantSource steady,
      Runnable lookSoon) {
    this.session = session;
    this.milestones = new Milestones(session.ledger());
    this.platform = platform;
    this.tenants = tenants;
    this.clock = clock;
    this.steady = steady;
    this.lookSoon = lookSoon;
    session.fleet().whenUpgradeEnds(this::decideAgain);
  }

  boolean isOf(PlatformSession another) {
    return session.fleet().equals(another.fleet());
  }

  @Override
  public RolloutPlan plan() {
    return plan;
  }

  @Override
  public synchronized Optional<RolloutStatus> status() {
    return Optional.ofNullable(decision).map(it -> it.progress().status());
  }

  @Override
  public String releaseOfNewTenants() {
    return Objects.requireNonNull(releaseOfNewTenants, "the platform was looked at before");
  }

  /** The platform was looked at: decides, and notes what has been reached. */
  RolloutOutlook look(Situation situation) {
    return look(situation, tenants.resources(platform), milestones.now());
  }

  private synchronized RolloutOutlook look(
      Situation situation,
      Optional<Map<ResourceID, TenantResource>> resources,
      RolloutMilestone milestone) {
    releaseOfNewTenants = release(situation, milestone);
    if (resources.isEmpty()) {
      seen = null;
      decision = null;
      var before = plan;
      plan = Rollout.undecided(Rollout.rules(situation.spec().rollout()));
      return new RolloutOutlook(null, changed(before, plan));
    }
    var now = clock.instant();
    seen =
        new Seen(
            situation,
            Windows.at(situation.spec().rollout().windows(), now),
            milestone,
            resources.get());
    var before = plan;
    var decided = decide(seen);
    for (int i = 0; i < MOST_MILESTONES && !situation.spec().paused(); i++) {
      var next = reached(decided, seen.milestone(), situation);
      if (next.isEmpty()) {
        break;
      }
      seen = seen.with(milestones.note(next.get()));
      releaseOfNewTenants = release(situation, seen.milestone());
      decided = decide(seen);
    }
    take(decided);
    turns.given(plan.verdicts(), running(), steady.instant());
    return new RolloutOutlook(decided.progress(), changed(before, plan));
  }

  private Optional<RolloutMilestone> reached(
      RolloutDecision decided, RolloutMilestone milestone, Situation situation) {
    var soak = situation.spec().rollout().canary().soaks();
    if (aheadForLong(milestone, soak)) {
      return Optional.of(milestone.notedAt(clock.instant().minus(soak)));
    }
    if (decided.arrived()) {
      return Optional.of(milestone.arrived(situation.spec().defaultRelease(), clock.instant()));
    }
    return decided.proven() ? Optional.of(milestone.passed()) : Optional.empty();
  }

  /**
   * Whether a clock that was ahead noted the canaries, and they were looked at for long enough all
   * the same; else they would be for as long as that clock was ahead. Where it is this clock that
   * is behind, that shows before.
   */
  private boolean aheadForLong(RolloutMilestone milestone, Duration soak) {
    var now = steady.instant();
    if (!milestone.isAheadOf(clock.instant())) {
      aheadSince = null;
      return false;
    }
    if (aheadSince == null) {
      aheadSince = now;
    }
    return !now.isBefore(aheadSince.plus(soak));
  }

  @Override
  public void turned(String tenantId, @Nullable Finding obstacle) {
    if (!(plan.of(tenantId) instanceof Verdict.Go)) {
      return;
    }
    boolean news;
    synchronized (this) {
      news = turns.told(tenantId, obstacle);
    }
    if (news) {
      decideAgain();
    }
  }

  /**
   * Between two looks: only from what is known already. A stage that the canaries have reached is
   * noted by the next look, at once; that they wait for that moment, no tenant has to say.
   */
  private void decideAgain() {
    var changed = Set.<ResourceID>of();
    boolean another;
    synchronized (this) {
      var known = seen;
      if (known == null) {
        return;
      }
      var before = plan;
      var earlier = decision;
      var decided = decide(known);
      another =
          decided.arrived()
              || decided.proven()
              || earlier == null
              || earlier.progress().finding().reason() != decided.progress().finding().reason();
      if (!decided.arrived() && !decided.proven()) {
        take(decided);
        changed = changed(before, plan);
      }
    }
    tenants.trigger(changed);
    if (another) {
      lookSoon.run();
    }
  }

  private void take(RolloutDecision decided) {
    decision = decided;
    plan = decided.plan();
  }

  private RolloutDecision decide(Seen known) {
    var situation = known.situation();
    var now = clock.instant();
    return Rollout.decide(
        new Circumstances(
            situation.spec(),
            new ReleaseSteps(situation.spec(), situation.releases(), situation.services()),
            situation.servers(),
            known.window(),
            situation.pluginCron(now),
            known.milestone(),
            now),
        ledger(),
        tenant -> known.resources().get(key(tenant)),
        turns.missed());
  }

  private List<LedgerTenant> ledger() {
    return session.fleet().tenants().toList();
  }

  private Set<String> running() {
    return session
        .fleet()
        .tenants()
        .filter(tenant -> tenant.operation() != null && tenant.operation().isRunningUpgrade())
        .map(LedgerTenant::id)
        .collect(toSet());
  }

  private Set<ResourceID> changed(RolloutPlan before, RolloutPlan now) {
    if (before.verdicts().equals(now.verdicts())) {
      return Set.of();
    }
    var changed = new HashSet<ResourceID>();
    session
        .fleet()
        .tenants()
        .filter(tenant -> !before.of(tenant.id()).equals(now.of(tenant.id())))
        .map(RolloutDesk::key)
        .forEach(changed::add);
    return changed;
  }

  /** What is proven, as long as the platform still has it. */
  private static String release(Situation situation, RolloutMilestone milestone) {
    var spec = situation.spec();
    return spec.releases().stream()
        .map(release -> release.name())
        .filter(name -> name.equals(milestone.proven()))
        .findFirst()
        .orElse(spec.defaultRelease());
  }

  private static ResourceID key(LedgerTenant tenant) {
    return new ResourceID(tenant.name(), tenant.namespace());
  }
}
