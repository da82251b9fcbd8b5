package io.vmoodle.operator.tenant.work;

import static java.util.stream.Collectors.toSet;

import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.Generations.Kept;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.UpgradeFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Finds out what there is of a tenant's upgrade, from what is known of its database server. */
public final class UpgradeObserver {
  /** Longer than requests work, downloads and long tasks aside. */
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final InstantSource clock;

  /**
   * An observer.
   *
   * @param clock the one by which the ledger's times were noted
   */
  public UpgradeObserver(InstantSource clock) {
    this.clock = clock;
  }

  UpgradeFacts observe(OpenPlatform platform, LedgerTenant tenant) {
    var now = clock.instant();
    var keep = platform.facts().rollout().rules().keepPrevious();
    var operation = tenant.operation();
    var upgrade = operation == null ? null : operation.upgrade();
    return new UpgradeFacts(
        copy(platform, tenant, upgrade),
        upgrade != null && hasLasted(upgrade.phaseSince(), DRAIN, now),
        upgrade != null
            && hasLasted(upgrade.phaseSince(), platform.facts().spec().rollout().settles(), now),
        tenant.generations().kept().stream()
            .filter(kept -> kept.since() != null && isPast(kept.since(), keep, now))
            .map(Kept::generation)
            .collect(toSet()));
  }

  private static Presence copy(
      OpenPlatform platform, LedgerTenant tenant, @Nullable Upgrade upgrade) {
    if (upgrade == null || platform.server(tenant.server()).isEmpty()) {
      return Presence.UNKNOWN;
    }
    var name = new TenantNames(tenant.id()).database(upgrade.copyGeneration());
    return platform
        .fleet()
        .on(tenant.server())
        .database(name)
        .filter(found -> tenant.id().equals(found.tenantId()))
        .map(found -> Presence.PRESENT)
        .orElse(Presence.ABSENT);
  }

  /** What a clock ahead of this one noted must not keep a tenant in maintenance. */
  static boolean hasLasted(Instant since, Duration wait, Instant now) {
    return now.isBefore(since) || isPast(since, wait, now);
  }

  /** What is dropped then is better kept too long. */
  static boolean isPast(Instant since, Duration wait, Instant now) {
    return !now.isBefore(since.plus(wait));
  }
}
