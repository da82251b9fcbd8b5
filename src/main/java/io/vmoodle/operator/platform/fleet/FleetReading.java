package io.vmoodle.operator.platform.fleet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.server.CheckedServer;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.registry.RegistryRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads ledger, registry and the contents of the servers as a whole: a few queries a platform. */
public final class FleetReading {
  /**
   * What came of a reading.
   *
   * @param changed the tenants of which something is another than before
   * @param problems servers that could not be read, by name
   * @param massDrift so many rows changed at once that none is mended, null where it is not so
   * @param lastCron when the plugin's own cron last worked on a tenant, null if it never did
   */
  public record Result(
      Set<ResourceID> changed,
      Map<String, Finding> problems,
      @Nullable MassDrift massDrift,
      @Nullable Instant lastCron) {}

  /** Ledger and registry at one moment. */
  private record Records(
      List<LedgerTenant> tenants, List<RegistryRow> rows, @Nullable Instant lastCron) {}

  private FleetReading() {}

  /**
   * Reads everything that can be read.
   *
   * @throws io.vmoodle.operator.ledger.StaleLeader if another process acts for the platform
   * @throws DatabaseException when the registry cannot be read
   */
  public static Result read(
      MoodlePlatform platform,
      PlatformSession session,
      RowWatch watch,
      List<CheckedServer> servers) {
    var ledger = session.ledger();
    ledger.requireLeadership();
    var fleet = session.fleet();
    var begun = fleet.begin();
    var read =
        ledger.atOneMoment(
            "read the registry's tenants",
            connection ->
                new Records(
                    ledger.tenants(connection),
                    session.registry().all(connection),
                    session.registry().lastCron(connection).orElse(null)));
    var massDrift = watch.look(platform, ledger, DriftedRows.of(read.tenants(), read.rows()));
    var noted = fleet.note(RowNotes.of(read.tenants(), read.rows(), massDrift));
    var changed = new HashSet<>(fleet.replace(read.tenants(), read.rows(), begun));
    read.tenants().stream()
        .filter(tenant -> noted.contains(tenant.id()))
        .map(Fleet::key)
        .forEach(changed::add);
    var problems = new HashMap<String, Finding>();
    for (var checked : servers) {
      var server = checked.server();
      if (server != null) {
        try {
          var contents = fleet.on(checked.name()).begin();
          changed.addAll(fleet.replace(checked.name(), server.inventory(), contents));
        } catch (DatabaseException e) {
          problems.put(checked.name(), DatabaseFindings.of(e));
        }
      }
    }
    return new Result(changed, problems, massDrift, read.lastCron());
  }
}
