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
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int CONNECTIONS = 8;

  private final Endpoint endpoint;
  private final Credentials admin;
  private final Tls tls;
  private final Tenure tenure;
  private final SessionMarks marks;
  private final Dialect dialect;

  /** Whose connections are kept together. */
  private record Key(String database, String purpose) {}

  private final ConcurrentMap<Key, HikariDataSource> pools = new ConcurrentHashMap<>();

  Pools(Endpoint endpoint, Credentials admin, Tls tls, Tenure tenure) {
    this.tenure = tenure;
    this.marks = SessionMarks.of(endpoint.engine());
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
    return open(database, "", CONNECTIONS);
  }

  /**
   * The same from a pool beside the usual one.
   *
   * @param purpose names it; empty for the usual one
   * @param connections how many it has at most
   */
  Connection open(String database, String purpose, int connections) {
    try {
      return pools
          .computeIfAbsent(new Key(database, purpose), key -> pool(key, connections))
          .getConnection();
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
    try {
      return admin(database).getConnection();
    } catch (SQLException e) {
      throw failed("connect as " + admin.username(), e);
    }
  }

  /**
   * Ends the admin's sessions of another run of the operator.
   *
   * @return how many there were
   */
  int end(Instance other) {
    return call("end the sessions of an earlier leader", c -> marks.end(c, other));
  }

  /** Works on a pooled connection of the admin. */
  <T> T call(String attempted, Sql.Work<T> work) {
    try (var connection = open("")) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failed(attempted, e);
    }
  }

  /**
   * The same for what is asked on a timer and answered at once: a server that takes the question
   * and then says nothing must not keep others from being asked.
   */
  <T> T look(String attempted, Sql.Work<T> work) {
    return call(
        attempted,
        connection -> {
          connection.setNetworkTimeout(Runnable::run, (int) LOOK.toMillis());
          return work.on(connection);
        });
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

  /** So many others do the same that it has to wait. */
  NoRoomException noRoom(String attempted) {
    return new NoRoomException(
        "%s: cannot %s yet: too many others wait for it".formatted(endpoint, attempted));
  }

  /** Gives up the connections to a database that is going to be dropped. */
  void forget(String database) {
    var pool = pools.remove(new Key(database, ""));
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }

  private AdminConnections admin(String database) {
    var properties = properties(admin);
    properties.putAll(marks.properties(tenure.instance()));
    return new AdminConnections(dialect.jdbcUrl(endpoint, database), properties, marks, tenure);
  }

  private Connection connect(String database, Credentials account) throws SQLException {
    return DriverManager.getConnection(dialect.jdbcUrl(endpoint, database), properties(account));
  }

  private Properties properties(Credentials account) {
    var properties = properties();
    properties.setProperty("user", account.username());
    properties.setProperty("password", account.password());
    return properties;
  }

  private HikariDataSource pool(Key key, int connections) {
    var config = new HikariConfig();
    config.setPoolName(
        "%s:%d%s%s"
            .formatted(
                endpoint.host().replace(':', '.'),
                endpoint.port(),
                key.database().isEmpty() ? "" : "/" + key.database(),
                key.purpose().isEmpty() ? "" : " to " + key.purpose()));
    config.setDataSource(admin(key.database()));
    config.setMaximumPoolSize(connections);
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
