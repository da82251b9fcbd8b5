package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.moodle.InstalledPlugins;
import io.vmoodle.operator.platform.state.ReleaseService;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import io.vmoodle.operator.registry.ValueDoesNotFit;
import io.vmoodle.operator.registry.WriteOutcome;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.UpgradeNames;
import io.vmoodle.operator.tenant.plan.Action;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.ClaimStages;
import io.vmoodle.operator.tenant.plan.DesiredRow;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.plan.RegistryStages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a tenant's registry row, and what is read from its own Moodle before. */
public final class RegistryActions {
  private final Events events;
  private final InstantSource clock;

  public RegistryActions(Events events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  void write(TenantAtWork tenant, Action.WriteRow action) {
    store(tenant, action.desired(), connection -> {})
        .ifPresent(row -> tell(tenant, row, action.drifted()));
  }

  /** From here on requests log in with the other login; those that had read the row still can. */
  void switchLogin(TenantAtWork tenant, RegistryRow desired) {
    var ledger = tenant.ledger();
    var asked = tenant.wish().rotation();
    var rotation =
        new Rotation(asked == null ? ledger.rotation().request() : asked, clock.instant());
    store(
            tenant,
            desired,
            connection ->
                tenant
                    .platform()
                    .ledger()
                    .recordLogin(connection, ledger, desired.vdblogin(), rotation))
        .ifPresent(
            row ->
                events.normal(
                    tenant.resource(),
                    Reason.CredentialsRotated,
                    "Moodle logs in as %s with a new password. Login %s is locked once it has no sessions, after %d seconds at the latest."
                        .formatted(row.vdblogin(), ledger.login(), OtherLogin.MOST.toSeconds())));
  }

  /** From here on visitors of the old release's pods find that the tenant is not theirs. */
  void switchRelease(TenantAtWork tenant, RegistryRow desired) {
    var ledger = tenant.ledger();
    var operation = requireNonNull(ledger.operation());
    var release = tenant.wish().platform().release(operation.target()).orElseThrow();
    store(
        tenant,
        desired,
        connection ->
            tenant
                .platform()
                .ledger()
                .upgrades()
                .recordRelease(
                    connection, ledger, ReleaseService.format(release.service()), clock.instant()));
  }

  /**
   * From here on the tenant has the copy of its database. The other login goes with it, and the one
   * that the upgrade had is closed without any grace.
   */
  void switchToCopy(TenantAtWork tenant, RegistryRow desired) {
    var ledger = tenant.ledger();
    var upgrades = tenant.platform().ledger().upgrades();
    store(
        tenant,
        desired,
        connection -> {
          tenant
              .platform()
              .ledger()
              .recordLogin(
                  connection,
                  ledger,
                  desired.vdblogin(),
                  new Rotation(ledger.rotation().request(), null));
          upgrades.recordCopy(
              connection,
              ledger,
              fence -> UpgradeNames.job(ledger.id(), UpgradePhase.REVERTING, fence),
              clock.instant());
        });
  }

  /** What else is written to the ledger along with a row. */
  private interface Note {
    void write(Connection connection) throws SQLException;
  }

  /** What came of a transaction, and the ledger's record as it is after it. */
  private record Stored(WriteOutcome outcome, LedgerTenant tenant) {}

  /** The row as it is now; empty if it went in that very moment, which the next look finds. */
  private static Optional<RegistryRow> store(TenantAtWork tenant, RegistryRow desired, Note note) {
    var stored = transact(tenant, desired, note);
    return switch (stored.outcome()) {
      case WriteOutcome.Written(RegistryRow row, List<String> columns) -> {
        tenant.fleet().saw(row);
        tenant.fleet().saw(stored.tenant());
        yield Optional.of(row);
      }
      case WriteOutcome.Gone(long id) -> {
        tenant.fleet().rowGone(id);
        yield Optional.empty();
      }
      case WriteOutcome.NotOurs(RegistryRow actual) -> throw conflict(tenant, actual);
      case WriteOutcome.HostTaken(List<RegistryRow> holders) ->
          throw conflict(tenant, holders.getFirst());
    };
  }

  /** The row, and the ledger's note of it: both or neither. */
  private static Stored transact(TenantAtWork tenant, RegistryRow desired, Note note) {
    var platform = tenant.platform();
    var ledger = tenant.ledger();
    try {
      return platform
          .ledger()
          .fenced(
              ledger,
              connection -> {
                var outcome = platform.registry().write(connection, ledger.id(), desired);
                var now = ledger;
                if (outcome instanceof WriteOutcome.Written(RegistryRow row, var columns)) {
                  platform
                      .ledger()
                      .recordRow(
                          connection,
                          ledger,
                          requireNonNull(row.id()),
                          RowHash.of(ledger.id(), row));
                  note.write(connection);
                  if (wasChanged(tenant)) {
                    platform.ledger().endDriftConsent(connection, ledger);
                  }
                  now = platform.ledger().written(connection, ledger);
                }
                return new Stored(outcome, now);
              });
    } catch (ValueDoesNotFit e) {
      throw Blocked.byPerson(
          ConditionType.Registered,
          Reason.RegistryValueTooLong,
          e.getMessage() + ". Shorten the value in the resource, or in the Secret it names.");
    }
  }

  private static boolean wasChanged(TenantAtWork tenant) {
    var row = tenant.world().row();
    return tenant.ledger().rowHash() != null
        && (row == null || !RegistryStages.isAsWritten(tenant.ledger(), row));
  }

  private void tell(TenantAtWork tenant, RegistryRow row, List<String> drifted) {
    if (!drifted.isEmpty()) {
      events.warning(
          tenant.resource(),
          Reason.DriftCorrected,
          "Somebody changed registry row %d; written again: %s."
              .formatted(row.id(), String.join(", ", drifted)));
    }
  }

  private static Blocked conflict(TenantAtWork tenant, RegistryRow row) {
    return new Blocked(
        new Stop(
            ConditionType.Registered,
            ClaimStages.rowConflict(tenant.ledger().url(), row),
            WaitsFor.PERSON));
  }

  /** Which plugins are in a tenant's database, as its own login sees them. */
  static Map<String, String> readPlugins(TenantAtWork tenant) {
    var server = tenant.server();
    var database = tenant.ledger().database();
    try (var connection = server.open(database, requireNonNull(tenant.world().credentials()))) {
      return InstalledPlugins.read(connection, server.dialect(), DesiredRow.DEFAULT_PREFIX);
    } catch (SQLException e) {
      throw DatabaseException.of(
          server.endpoint(), "read the plugins of the Moodle in database " + database, e);
    }
  }

  /** Which Moodle is in a tenant's database, as its own login sees it; null if none. */
  static @Nullable InstalledMoodle read(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    var server = tenant.server();
    var existing = tenant.wish().spec().source().existing();
    var prefix = existing == null ? DesiredRow.DEFAULT_PREFIX : existing.tablePrefix();
    try (var connection =
        server.open(ledger.database(), requireNonNull(tenant.world().credentials()))) {
      tenant.fleet().setRefused(tenant.wish().tenant(), false);
      return InstalledMoodle.read(connection, server.dialect(), prefix).orElse(null);
    } catch (SQLException e) {
      throw DatabaseException.of(
          server.endpoint(), "read the Moodle in database " + ledger.database(), e);
    }
  }
}
