package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.ledger.UpgradePhase;

/** The names of an upgrade's Jobs; they follow from the tenant's id, the phase and a fence. */
public final class UpgradeNames {
  private UpgradeNames() {}

  /**
   * The Job of a phase.
   *
   * @param fence of the tenant, raised when the Job was planned
   * @throws IllegalArgumentException if the phase has none
   */
  public static String job(String tenantId, UpgradePhase phase, long fence) {
    return "vm-%s-%s-%d".formatted(tenantId, work(phase), fence);
  }

  private static String work(UpgradePhase phase) {
    return switch (phase) {
      case QUIESCING -> "quiesce";
      case SNAPSHOTTING -> "copy";
      case UPGRADING -> "upgrade";
      case OPENING -> "open";
      case REVERTING -> "restore";
      case VERIFYING, SWITCHING, WATCHING, RESTORING, FAILED ->
          throw new IllegalArgumentException(phase + " has no Job");
    };
  }

  /** Whether a phase's work is done by a Job. */
  public static boolean hasJob(UpgradePhase phase, boolean copiedByJob) {
    return switch (phase) {
      case SNAPSHOTTING -> copiedByJob;
      case QUIESCING, UPGRADING, OPENING, REVERTING -> true;
      case VERIFYING, SWITCHING, WATCHING, RESTORING, FAILED -> false;
    };
  }
}
