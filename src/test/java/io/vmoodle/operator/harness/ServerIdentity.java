package io.vmoodle.operator.harness;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The identity that the operator gave a server of the lab. Another one stands for another server
 * behind the same host, until this is closed.
 */
public final class ServerIdentity implements AutoCloseable {
  private final Engine engine;
  private final String original;

  private ServerIdentity(Engine engine, String original) {
    this.engine = engine;
    this.original = original;
  }

  /** The server's identity as it is. */
  public static ServerIdentity of(Engine engine) throws SQLException {
    try (var connection = Engines.lab(engine).superuser("vmoodle_operator");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT server FROM identity")) {
      rows.next();
      return new ServerIdentity(engine, rows.getString(1));
    }
  }

  /** What it was in the beginning. */
  public String original() {
    return original;
  }

  /** Makes it another server; returns its identity. */
  public String replace() throws SQLException {
    var identity = UUID.randomUUID().toString();
    set(identity);
    return identity;
  }

  /** Makes it the server again that it was in the beginning. */
  public void restore() throws SQLException {
    set(original);
  }

  private void set(String identity) throws SQLException {
    Engines.lab(engine)
        .execute("vmoodle_operator", "UPDATE identity SET server = '%s'".formatted(identity));
  }

  @Override
  public void close() throws SQLException {
    restore();
  }
}
