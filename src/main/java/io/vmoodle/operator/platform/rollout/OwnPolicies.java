package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.ledger.Origin;
import java.util.List;
import java.util.Optional;

/** What keeps a tenant from another release that has nothing to do with the other tenants. */
final class OwnPolicies {
  @FunctionalInterface
  private interface Policy {
    Optional<Hold> hold(Contender tenant, String wanted, Circumstances all);
  }

  /** In this order: the first that holds a tenant is what is said of it. */
  private static final List<Policy> POLICIES =
      List.of(
          OwnPolicies::resource,
          OwnPolicies::foreign,
          OwnPolicies::suspended,
          OwnPolicies::failed,
          OwnPolicies::tools,
          (tenant, wanted, all) -> all.steps().between(tenant.release(), wanted));

  private OwnPolicies() {}

  static Optional<Hold> hold(Contender tenant, String wanted, Circumstances all) {
    return POLICIES.stream()
        .flatMap(policy -> policy.hold(tenant, wanted, all).stream())
        .findFirst();
  }

  /** Whoever cannot be worked on would keep others from their turn. */
  private static Optional<Hold> resource(Contender tenant, String wanted, Circumstances all) {
    var resource = tenant.resource();
    if (resource == null) {
      return blocked(
          Reason.LedgerRecordLost,
          "The ledger has the tenant, and its VirtualMoodle is not to be seen. Apply it again.");
    }
    if (!resource.readable()) {
      return blocked(
          Reason.SpecInvalid,
          "The tenant's resource cannot be read; see its condition Ready. Correct it.");
    }
    return resource.paused()
        ? blocked(
            Reason.Paused,
            "The tenant is not upgraded while its spec.paused is true. Set it to false.")
        : Optional.empty();
  }

  private static Optional<Hold> foreign(Contender tenant, String wanted, Circumstances all) {
    return tenant.origin() == Origin.CREATED
        ? Optional.empty()
        : blocked(
            Reason.UpgradeUnavailable,
            "The tenant should be on release %s, and its database is not the operator's to change. It keeps serving on release %s: set its release to that."
                .formatted(wanted, tenant.release()));
  }

  private static Optional<Hold> suspended(Contender tenant, String wanted, Circumstances all) {
    return tenant.suspended()
        ? blocked(
            Reason.Suspended,
            "The tenant is on release %s and suspended. It comes to release %s once it is served again: set spec.state to Active."
                .formatted(tenant.release(), wanted))
        : Optional.empty();
  }

  private static Optional<Hold> failed(Contender tenant, String wanted, Circumstances all) {
    var attempt = tenant.attempt();
    return attempt != null && tenant.failed(wanted, all.rollout().attempt())
        ? Optional.of(
            Hold.of(
                Standing.FAILED,
                Reason.UpgradeFailed,
                "The upgrade to release %s failed: %s It serves on release %s. To try again, set rollout.attempt of the platform to %d."
                    .formatted(
                        wanted,
                        sentence(attempt.why()),
                        tenant.release(),
                        Math.max(attempt.number(), all.rollout().attempt()) + 1)))
        : Optional.empty();
  }

  private static Optional<Hold> tools(Contender tenant, String wanted, Circumstances all) {
    var needed =
        all.spec().jobs().toolsImage() == null
            && all.spec().databaseServers().stream()
                .anyMatch(
                    server ->
                        server.name().equals(tenant.server()) && server.engine() == Engine.MariaDB);
    return needed
        ? Optional.of(
            Hold.queued(
                Reason.ToolsImageMissing,
                "The tenant's database is on MariaDB, and the platform names no image that can copy it. Set jobs.toolsImage."))
        : Optional.empty();
  }

  private static String sentence(String why) {
    var text = why.strip();
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  private static Optional<Hold> blocked(Reason reason, String message) {
    return Optional.of(Hold.of(Standing.BLOCKED, reason, message));
  }
}
