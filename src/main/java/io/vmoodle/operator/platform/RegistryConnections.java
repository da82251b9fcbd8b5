package io.vmoodle.operator.platform;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.ledger.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where ledger and registry get their connections from. The server behind it is replaced when its
 * address or its Secret changes; the ledger's term goes on.
 */
final class RegistryConnections implements ConnectionSource {
  private volatile DatabaseServer server;
  private final String database;

  RegistryConnections(DatabaseServer server, String registryDatabase) {
    this.server = server;
    // On MariaDB ledger and registry are two databases of one server, and names are qualified.
    this.database = server.endpoint().engine() == Engine.PostgreSQL ? registryDatabase : "";
  }

  void use(DatabaseServer current) {
    server = current;
  }

  Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public Connection open() throws SQLException {
    return server.open(database);
  }
}
