package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.Drift;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowDifference;
import io.vmoodle.operator.registry.RowHash;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stages that end with a row by which Moodle switches to an installed tenant. */
public final class RegistryStages {
  /** Stands for the whole row in what is said about drift. */
  static final String WHOLE_ROW = "(the whole row)";

  private RegistryStages() {}

  /**
   * Before anything is done that follows from the row, such as giving its password to the login.
   */
  static Optional<NextStep> rowHeld(Wish wish, World world) {
    var hold = world.rowNote().hold();
    return hold != null
            && !drift(requireNonNull(world.ledger()), world.row(), desired(wish, world)).isEmpty()
        ? Optional.of(new Stop(ConditionType.Registered, hold, WaitsFor.PERSON))
        : Optional.empty();
  }

  /** Its resource may be another than the one that was looked for, with another prefix. */
  private static boolean rowIsRead(Wish wish, World world) {
    var existing = wish.spec().source().existing();
    return world.row() != null
        && existing != null
        && world.row().vdbprefix().equals(existing.tablePrefix());
  }

  /** An existing Moodle is looked at before its row is touched: it may be serving already. */
  static Optional<NextStep> existingMoodle(Wish wish, World world) {
    var ledger = requireNonNull(world.ledger());
    if (world.created()) {
      return Optional.empty();
    }
    if (world.installed()
        && !credentialsChange(world)
        && world.login() != Presence.REFUSED
        && rowIsRead(wish, world)) {
      return Optional.empty();
    }
    if (!world.progress().moodleRead()) {
      return Optional.of(new Do(ConditionType.DatabaseReady, new Action.ReadMoodle()));
    }
    if (world.installed() && (rowIsRead(wish, world) || world.progress().moodle() != null)) {
      return Optional.empty();
    }
    return world.progress().moodle() != null
        ? Optional.of(new Do(ConditionType.Installed, new Action.RecordInstalled()))
        : Optional.of(
            new Stop(
                ConditionType.Installed,
                new Finding(
                    Reason.MoodleNotFound,
                    "Database %s on server %s has no installed Moodle under prefix %s. Delete this VirtualMoodle, which leaves that database as it is, and apply it again with the right source.existing: source cannot be changed."
                        .formatted(
                            ledger.database(),
                            ledger.server(),
                            requireNonNull(wish.spec().source().existing()).tablePrefix())),
                WaitsFor.PERSON));
  }

  /** New credentials are tried before a Moodle that serves is given them. */
  private static boolean credentialsChange(World world) {
    var row = world.row();
    var credentials = requireNonNull(world.credentials());
    return row != null
        && !(row.vdblogin().equals(credentials.username())
            && row.vdbpass().equals(credentials.password()));
  }

  static Optional<NextStep> rowOurs(Wish wish, World world) {
    var ledger = requireNonNull(world.ledger());
    var row = world.row();
    return row != null && !world.rowIsOwn()
        ? Optional.of(
            new Stop(
                ConditionType.Registered,
                ClaimStages.rowConflict(ledger.url(), row),
                WaitsFor.PERSON))
        : Optional.empty();
  }

  static Optional<NextStep> row(Wish wish, World world) {
    var ledger = requireNonNull(world.ledger());
    var row = world.row();
    var desired = desired(wish, world);
    if (row != null
        && row.id() != null
        && row.id().equals(ledger.registryId())
        && RowDifference.between(desired, row).isEmpty()
        && isAsWritten(ledger, row)) {
      return Optional.empty();
    }
    var drift = drift(ledger, row, desired);
    if (!drift.isEmpty() && wish.platform().spec().drift() == Drift.Report) {
      return Optional.of(
          new Stop(
              ConditionType.Registered,
              new Finding(
                  Reason.DriftDetected,
                  "Somebody changed the registry row of %s: %s. Undo it there, or set the platform's drift to Correct."
                      .formatted(ledger.url(), String.join(", ", drift))),
              WaitsFor.PERSON));
    }
    return Optional.of(new Do(ConditionType.Registered, new Action.WriteRow(desired, drift)));
  }

  /** Whether the row is there as it should be. */
  public static boolean asDesired(Wish wish, World world) {
    var row = world.row();
    return row != null
        && world.credentials() != null
        && wish.platform().server(requireNonNull(world.ledger()).server()).isPresent()
        && RowDifference.between(desired(wish, world), row).isEmpty();
  }

  private static RegistryRow desired(Wish wish, World world) {
    return desired(wish, world, requireNonNull(world.credentials()));
  }

  /** The row that the tenant should have once its Moodle logs in with these. */
  static RegistryRow desired(Wish wish, World world, Credentials credentials) {
    return desired(wish, world, requireNonNull(world.ledger()), credentials);
  }

  /** The row that the tenant should have once the ledger says this of it. */
  static RegistryRow desired(Wish wish, World world, LedgerTenant ledger) {
    return desired(wish, world, ledger, requireNonNull(world.credentials()));
  }

  static RegistryRow desired(Wish wish, World world, LedgerTenant ledger, Credentials credentials) {
    return DesiredRow.of(
        wish,
        ledger,
        wish.platform().server(ledger.server()).orElseThrow(),
        credentials,
        world.row());
  }

  /** What others changed since the operator last wrote the row; empty when only the wish did. */
  private static List<String> drift(
      LedgerTenant ledger, @Nullable RegistryRow row, RegistryRow desired) {
    if (ledger.rowHash() == null) {
      return List.of();
    }
    if (row == null) {
      return List.of(WHOLE_ROW);
    }
    return isAsWritten(ledger, row) ? List.of() : RowDifference.between(desired, row);
  }

  /** Whether nobody changed the row since the operator last wrote or read it. */
  public static boolean isAsWritten(LedgerTenant ledger, RegistryRow row) {
    return RowHash.of(ledger.id(), row).equals(ledger.rowHash());
  }
}
