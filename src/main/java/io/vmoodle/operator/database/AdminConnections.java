package io.vmoodle.operator.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections of the operator's account to one database, each with the mark of this run, and
 * gives out none once another process acts. The order matters: a successor ends the marked sessions
 * after it became the leader, so that a session either is there by then and ends, or its process
 * finds out, when it asks after the marking, that it leads no more.
 */
record AdminConnections(String url, Properties properties, SessionMarks marks, Tenure tenure)
    implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    var connection = DriverManager.getConnection(url, properties);
    try {
      marks.mark(connection, tenure.instance());
      if (!tenure.admission().isGranted()) {
        throw new SQLTransientConnectionException("this process may not act any more", "08004");
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url;
  }
}
