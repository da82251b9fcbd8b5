package io.vmoodle.operator.registry;

import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.registry.WriteOutcome.Gone;
import io.vmoodle.operator.registry.WriteOutcome.HostTaken;
import io.vmoodle.operator.registry.WriteOutcome.NotOurs;
import io.vmoodle.operator.registry.WriteOutcome.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registry table of one main Moodle. It has no unique keys and other writers (the plugin's web
 * pages, scripts and cron; people), so every change looks at the row under a lock first.
 *
 * <p>All methods throw {@link RegistryTableMissing} when the table is not there.
 */
public final class Registry {
  private final RegistryTable table;
  private final InstantSource clock;

  /**
   * A registry.
   *
   * @param database the main Moodle's database
   * @param tablePrefix the prefix of its tables
   * @param clock for {@code timecreated}
   */
  public Registry(Dialect dialect, String database, String tablePrefix, InstantSource clock) {
    this.table = new RegistryTable(dialect, database, tablePrefix);
    this.clock = clock;
  }

  /** All rows in the order of their ids, in one query. */
  public List<RegistryRow> all(Connection connection) throws SQLException {
    return table.all(connection).rows();
  }

  /**
   * When the plugin's own cron last began to work on any tenant; empty if it never did. Nothing
   * else writes this.
   */
  public Optional<Instant> lastCron(Connection connection) throws SQLException {
    var seconds = table.lastCron(connection);
    return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  /** The row of that id. */
  public Optional<RegistryRow> find(Connection connection, long id) throws SQLException {
    return table.byId(connection, id).rows().stream().findFirst();
  }

  /** The rows that have this root URL, in whatever case, in the order of their ids. */
  public List<RegistryRow> findByVhostname(Connection connection, String vhostname)
      throws SQLException {
    return table.byVhostname(connection, vhostname).rows();
  }

  /**
   * Makes a row as wanted, inside the caller's transaction: inserts it when {@code desired} has no
   * id, else changes only what differs. A row that is lost from the ledger but names the tenant in
   * its metadata is found and taken up again rather than inserted twice. What others put into
   * {@code metadata} is kept.
   *
   * @param tenantId whose row it is
   * @throws ValueDoesNotFit before anything is written, when a value does not fit its column
   */
  public WriteOutcome write(Connection connection, String tenantId, RegistryRow desired)
      throws SQLException {
    var id = desired.id();
    if (id != null) {
      return update(connection, id, tenantId, desired);
    }
    var sameHost = table.byVhostname(connection, desired.vhostname());
    for (var row : sameHost.rows()) {
      if (row.id() != null && Metadata.tenantId(row).filter(tenantId::equals).isPresent()) {
        return update(connection, row.id(), tenantId, desired);
      }
    }
    return sameHost.rows().isEmpty()
        ? insert(connection, sameHost.shape(), desired)
        : new HostTaken(sameHost.rows());
  }

  private WriteOutcome insert(Connection connection, TableShape shape, RegistryRow desired)
      throws SQLException {
    long id = table.insert(connection, shape, desired, clock.instant());
    return written(connection, id, shape.owned());
  }

  private WriteOutcome update(Connection connection, long id, String tenantId, RegistryRow desired)
      throws SQLException {
    var found = table.lock(connection, id);
    if (found.rows().isEmpty()) {
      return new Gone(id);
    }
    var actual = found.rows().getFirst();
    if (!RowOwner.of(tenantId, desired).owns(actual)) {
      return new NotOurs(actual);
    }
    var columns = RowDifference.columns(desired, actual);
    if (columns.isEmpty()) {
      return new Written(actual, List.of());
    }
    if (columns.contains(Column.VHOSTNAME)) {
      var others = new ArrayList<>(findByVhostname(connection, desired.vhostname()));
      others.removeIf(row -> row.id() != null && row.id() == id);
      if (!others.isEmpty()) {
        return new HostTaken(others);
      }
    }
    table.update(connection, found.shape(), columns, id, desired.mergedInto(actual));
    return written(connection, id, columns);
  }

  /** Read again, because a fingerprint has to be of what the server made of it. */
  private Written written(Connection connection, long id, List<Column> columns)
      throws SQLException {
    return new Written(
        find(connection, id).orElseThrow(), columns.stream().map(Column::column).toList());
  }

  /**
   * Deletes a row, inside the caller's transaction, if it is the owner's; already gone is success.
   *
   * @return false, with nothing deleted, when the row of that id is somebody else's
   */
  public boolean delete(Connection connection, long id, RowOwner owner) throws SQLException {
    var found = table.lock(connection, id).rows();
    if (found.isEmpty()) {
      return true;
    }
    if (!owner.owns(found.getFirst())) {
      return false;
    }
    table.delete(connection, id);
    return true;
  }
}
