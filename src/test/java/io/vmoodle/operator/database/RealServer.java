package io.vmoodle.operator.database;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** A lab's server, as the operator gets it, and tenants to put on it. */
record RealServer(DatabaseLab lab, Endpoint endpoint) {
  static final Credentials ADMIN = new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD);
  static final String PASSWORD = "tenant-Secret-1";

  /** How many sessions a tenant may have. */
  static final int MAX_CONNECTIONS = 10;

  static RealServer of(Engine engine) {
    var lab =
        switch (engine) {
          case MariaDB -> DatabaseLab.mariaDb();
          case PostgreSQL -> DatabaseLab.postgreSql();
        };
    return new RealServer(lab, new Endpoint(engine, "127.0.0.1", lab.port()));
  }

  DatabaseServer connect() {
    return DatabaseServer.at(endpoint, ADMIN);
  }

  /** A tenant with login a and its first database. */
  static TenantNames provision(DatabaseServer server) {
    var tenant = newTenant();
    provision(server, tenant);
    return tenant;
  }

  static void provision(DatabaseServer server, TenantNames tenant) {
    server.createLogin(account(tenant));
    server.createDatabase(database(tenant));
  }

  static TenantAccount account(TenantNames tenant) {
    return new TenantAccount(tenant.loginA(), PASSWORD, MAX_CONNECTIONS);
  }

  static TenantDatabase database(TenantNames tenant) {
    return new TenantDatabase(tenant.database(1), tenant.loginA());
  }

  static Credentials credentials(TenantNames tenant) {
    return new Credentials(tenant.loginA(), PASSWORD);
  }

  static TenantNames newTenant() {
    var characters = "abcdefghijklmnopqrstuvwxyz0123456789";
    return new TenantNames(
        ThreadLocalRandom.current()
            .ints(10, 0, characters.length())
            .mapToObj(i -> characters.substring(i, i + 1))
            .collect(Collectors.joining()));
  }

  /** A session of the tenant in its own database. */
  Connection session(TenantNames tenant) throws SQLException {
    return lab.connect(tenant.database(1), tenant.loginA(), PASSWORD);
  }

  /** What the superuser reads: the first column. */
  List<String> read(String sql, Object... values) throws SQLException {
    try (var connection = lab.superuser("")) {
      return Sql.texts(connection, sql, values);
    }
  }

  boolean isMariaDb() {
    return endpoint.engine() == Engine.MariaDB;
  }
}
