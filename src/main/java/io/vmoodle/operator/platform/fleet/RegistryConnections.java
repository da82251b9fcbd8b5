package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.ledger.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Where ledger and registry get their connections from. The server behind it is replaced when its
 * address or its Secret changes; the ledger's term goes on.
 */
public final class RegistryConnections implements ConnectionSource {
  /**
   * What is asked here is answered at once, or after the 10 seconds that a statement waits for a
   * lock. A registry that takes a question and then says nothing must not keep its platform from
   * being looked at for as long as the making of a database may take.
   */
  private static final Duration ANSWER = Duration.ofSeconds(12);

  private volatile DatabaseServer server;
  private final String database;

  /** Connections to the registry's database on that server. */
  public RegistryConnections(DatabaseServer server, String registryDatabase) {
    this.server = server;
    // On MariaDB ledger and registry are two databases of one server, and names are qualified.
    this.database = server.endpoint().engine() == Engine.PostgreSQL ? registryDatabase : "";
  }

  /** Goes on with another server object: its address or its Secret changed. */
  public void use(DatabaseServer current) {
    server = current;
  }

  /** Where they lead. */
  public Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public Connection open() throws SQLException {
    var connection = server.open(database);
    try {
      connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
