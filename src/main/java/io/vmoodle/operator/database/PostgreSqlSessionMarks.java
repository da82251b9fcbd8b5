package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** On PostgreSQL the name of the application is the mark. */
final class PostgreSqlSessionMarks implements SessionMarks {
  @Override
  public Map<String, String> properties(Instance instance) {
    return Map.of("ApplicationName", instance.applicationName());
  }

  @Override
  public void mark(Connection connection, Instance instance) {}

  /** Tenants could give their sessions the same name. */
  @Override
  public int end(Connection connection, Instance instance) throws SQLException {
    return Sql.texts(
            connection,
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                + " WHERE usename = current_user AND application_name = ?",
            instance.applicationName())
        .size();
  }
}
