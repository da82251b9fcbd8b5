package io.vmoodle.operator.database;

import io.vmoodle.operator.api.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * How the sessions of one run of the operator are told from those of another, and from a person's
 * with the same account. A mark lives and dies with its session.
 */
interface SessionMarks {
  static SessionMarks of(Engine engine) {
    return switch (engine) {
      case MariaDB -> new MariaDbSessionMarks();
      case PostgreSQL -> new PostgreSqlSessionMarks();
    };
  }

  /** What a connection needs to be opened with. */
  Map<String, String> properties(Instance instance);

  /** Marks a connection that was just opened. */
  void mark(Connection connection, Instance instance) throws SQLException;

  /**
   * Ends the sessions of a run, of the connection's own account only.
   *
   * @return how many were there
   */
  int end(Connection connection, Instance instance) throws SQLException;
}
