package io.vmoodle.operator.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Connections to one server. The admin's are pooled, one pool per database that is opened by name;
 * a pool starts empty, so a server may be down when the operator starts, and refills by itself.
 */
final class Pools implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int CONNECTIONS = 8;

  private final Endpoint endpoint;
  private final Credentials admin;
  private final Tls tls;
  private final Dialect dialect;
  private final ConcurrentMap<String, HikariDataSource> pools = new ConcurrentHashMap<>();

  Pools(Endpoint endpoint, Credentials admin, Tls tls) {
    this.endpoint = endpoint;
    this.admin = admin;
    this.tls = tls;
    this.dialect = Dialect.of(endpoint.engine());
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Dialect dialect() {
    return dialect;
  }

  /** A pooled connection of the admin; empty = no database of its own. */
  Connection open(String database) {
    try {
      return pools.computeIfAbsent(database, this::pool).getConnection();
    } catch (SQLException e) {
      throw failed("connect as " + admin.username(), e);
    }
  }

  /** A connection of its own, for accounts and databases that are not worth a pool. */
  Connection direct(String database, Credentials account) {
    try {
      return connect(database, account);
    } catch (SQLException e) {
      throw failed("connect as " + account.username(), e);
    }
  }

  /** The same for the admin. */
  Connection direct(String database) {
    return direct(database, admin);
  }

  /** Works on a pooled connection of the admin. */
  <T> T call(String attempted, Sql.Work<T> work) {
    try (var connection = open("")) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failed(attempted, e);
    }
  }

  /** Works on a pooled connection of the admin, without a result. */
  void run(String attempted, Sql.Action work) {
    try (var connection = open("")) {
      work.on(connection);
    } catch (SQLException e) {
      throw failed(attempted, e);
    }
  }

  DatabaseException failed(String attempted, SQLException failure) {
    return DatabaseException.of(endpoint, attempted, failure);
  }

  DatabaseException refused(DatabaseException.Kind kind, String message) {
    return new DatabaseException(kind, endpoint + ": " + message);
  }

  /** Gives up the connections to a database that is going to be dropped. */
  void forget(String database) {
    var pool = pools.remove(database);
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }

  private Connection connect(String database, Credentials account) throws SQLException {
    var properties = properties();
    properties.setProperty("user", account.username());
    properties.setProperty("password", account.password());
    return DriverManager.getConnection(dialect.jdbcUrl(endpoint, database), properties);
  }

  private HikariDataSource pool(String database) {
    var config = new HikariConfig();
    config.setPoolName(
        "%s:%d%s"
            .formatted(
                endpoint.host().replace(':', '.'),
                endpoint.port(),
                database.isEmpty() ? "" : "/" + database));
    config.setJdbcUrl(dialect.jdbcUrl(endpoint, database));
    config.setUsername(admin.username());
    config.setPassword(admin.password());
    config.setDataSourceProperties(properties());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(CONNECT.minusSeconds(1).toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    config.setInitializationFailTimeout(-1);
    // Once a connection; asked for in each transaction, it would be a round trip in each.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  private Properties properties() {
    var properties = new Properties();
    properties.putAll(dialect.connectionProperties());
    properties.putAll(dialect.tlsProperties(tls));
    return properties;
  }
}
