package io.vmoodle.operator.registry;

import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The registry table of one main Moodle. It has no unique keys and other writers (the plugin's web
 * pages, scripts and cron; people), so every change looks at the row under a lock first.
 *
 * <p>All methods throw {@link RegistryTableMissing} when the table is not there.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class Registry {
  /**
   * A registry.
   *
   * @param database the main Moodle's database
   * @param tablePrefix the prefix of its tables
   * @param clock for {@code timecreated}
   */
  public Registry(Dialect dialect, String database, String tablePrefix, InstantSource clock) {}

  /** All rows in the order of their ids, in one query. */
  public List<RegistryRow> all(Connection connection) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The row of that id. */
  public Optional<RegistryRow> find(Connection connection, long id) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The rows that have this root URL, in whatever case, in the order of their ids. */
  public List<RegistryRow> findByVhostname(Connection connection, String vhostname)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a row as wanted, inside the caller's transaction: inserts it when {@code desired} has no
   * id, else changes only what differs. Keys that others put into {@code metadata} are kept.
   *
   * @param tenantId whose row it is
   * @throws ColumnLimitExceeded before any SQL, when a value does not fit its column
   */
  public WriteOutcome write(Connection connection, String tenantId, RegistryRow desired)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a row, inside the caller's transaction, if it is the owner's; already gone is success.
   *
   * @return false, with nothing deleted, when the row of that id is somebody else's
   */
  public boolean delete(Connection connection, long id, RowOwner owner) throws SQLException {
    throw new UnsupportedOperationException();
  }
}
