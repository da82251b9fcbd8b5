package io.vmoodle.lab.database;

import io.vmoodle.lab.cluster.server.Credential;
import io.vmoodle.operator.api.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A real database server that tests and the demo start without Docker: one per engine and JVM,
 * started on first use, stopped with the JVM.
 */
public interface DatabaseLab {
  /** The admin that the operator gets: never a superuser, made by the SQL of the docs. */
  String ADMIN = "vmadmin";

  /** Password of {@link #ADMIN}. */
  String ADMIN_PASSWORD = "vmadmin-Secret-1";

  /** Where the server listens; always 127.0.0.1. */
  int port();

  /** JDBC URL of a database, or of the server when {@code database} is empty. */
  String jdbcUrl(String database);

  /** The server's superuser, for what tests do behind the operator's back. */
  Connection superuser(String database) throws SQLException;

  /** A connection as somebody. */
  default Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }

  /** A connection as {@link #ADMIN}. */
  default Connection admin(String database) throws SQLException {
    return connect(database, ADMIN, ADMIN_PASSWORD);
  }

  /** Runs statements one after the other as superuser in a database. */
  default void execute(String database, String... statements) throws SQLException {
    try (var connection = superuser(database);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Creates the database of a main Moodle: database and owning login of that name, the plugin's
   * registry table with prefix {@code mdl_}, and the rights that {@link #ADMIN} needs in it.
   */
  void createMainMoodle(String name) throws SQLException;

  /** Ends a server before the JVM ends. */
  void end();

  /** MariaDB, shared by all tests of this JVM but those of a class with {@link OwnServers}. */
  static DatabaseLab mariaDb() {
    return CurrentServers.of(Engine.MariaDB);
  }

  /** A server of its own that speaks TLS to whoever asks for it, and plainly to others. */
  static DatabaseLab withTls(Engine engine, Credential certificate) {
    return switch (engine) {
      case MariaDB -> MariaDbLab.withTls(certificate);
      case PostgreSQL -> PostgreSqlLab.withTls(certificate);
    };
  }

  /** Folder of the programs {@code mariadb} and {@code mariadb-dump}, as old as the server. */
  static Path mariaDbClients() {
    return MariaDbLab.clients();
  }

  /** PostgreSQL, shared by all tests of this JVM but those of a class with {@link OwnServers}. */
  static DatabaseLab postgreSql() {
    return CurrentServers.of(Engine.PostgreSQL);
  }
}
