package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads ledger, registry and the contents of the servers as a whole: a few queries a platform. */
final class FleetReading {
  /**
   * What came of a reading.
   *
   * @param changed the tenants of which something is another than before
   * @param problems servers that could not be read, by name
   */
  record Result(Set<ResourceID> changed, Map<String, Finding> problems) {}

  private FleetReading() {}

  /**
   * Reads everything that can be read.
   *
   * @throws io.vmoodle.operator.ledger.StaleLeader if another process acts for the platform
   * @throws SQLException when the registry cannot be read
   */
  static Result read(PlatformSession session, List<CheckedServer> servers) throws SQLException {
    session.ledger().requireLeadership();
    var fleet = session.fleet();
    var begun = fleet.begin();
    var tenants = session.ledger().tenants();
    var changed = new HashSet<ResourceID>();
    try (var connection = session.connections().open()) {
      changed.addAll(fleet.replace(tenants, session.registry().all(connection), begun));
    }
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
    return new Result(changed, problems);
  }
}
