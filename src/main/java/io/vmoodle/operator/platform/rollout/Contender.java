package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.TenantResource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that should be on some release.
 *
 * @param id in the ledger
 * @param namespace of its resource
 * @param name of its resource
 * @param release that its database is on
 * @param server name of its database server
 * @param origin whether the operator may change its database
 * @param suspended nobody visits it, and nobody would see whether it serves
 * @param resource its resource, null where none is seen
 * @param attempt its upgrade, under way or failed; null without one
 */
record Contender(
    String id,
    String namespace,
    String name,
    String release,
    String server,
    Origin origin,
    boolean suspended,
    @Nullable TenantResource resource,
    @Nullable UpgradeAttempt attempt) {
  /** The order in which tenants have their turn; people can tell it by looking at their names. */
  static final Comparator<Contender> IN_TURN =
      Comparator.comparing(Contender::namespace).thenComparing(Contender::name);

  /** Of a tenant that serves and stays; empty for others. */
  static Optional<Contender> of(LedgerTenant tenant, @Nullable TenantResource resource) {
    if (tenant.state() != TenantState.ACTIVE
        || tenant.installedAt() == null
        || (resource != null && resource.leaving())) {
      return Optional.empty();
    }
    return Optional.of(
        new Contender(
            tenant.id(),
            tenant.namespace(),
            tenant.name(),
            tenant.release(),
            tenant.server(),
            tenant.origin(),
            tenant.upkeep().suspended(),
            resource,
            UpgradeAttempt.of(tenant)));
  }

  /** Whether it follows the platform's default release. */
  boolean follows() {
    return resource == null || resource.pin() == null;
  }

  /** The release that it should be on. */
  String wanted(String defaultRelease) {
    var pin = resource == null ? null : resource.pin();
    return pin == null ? defaultRelease : pin;
  }

  boolean isRunning() {
    return attempt != null && attempt.running();
  }

  /** Whether its upgrade to that release failed in that attempt, or a later one. */
  boolean failed(String target, int inAttempt) {
    return attempt != null
        && attempt.failed()
        && attempt.target().equals(target)
        && attempt.number() >= inAttempt;
  }
}
