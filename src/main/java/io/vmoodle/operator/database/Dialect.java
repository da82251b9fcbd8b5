package io.vmoodle.operator.database;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.util.Map;

/** What one engine does in its own way. A new engine is one more of these. */
public interface Dialect extends LedgerDialect {
  /** The dialect of an engine. */
  static Dialect of(Engine engine) {
    return switch (engine) {
      case MariaDB -> MariaDbDialect.INSTANCE;
      case PostgreSQL -> PostgreSqlDialect.INSTANCE;
    };
  }

  /** The engine that speaks it. */
  Engine engine();

  /**
   * A name as an identifier in SQL: quoted, so that any character is only a character.
   *
   * @throws IllegalArgumentException when the engine cannot have a thing of that name (empty, too
   *     long, a NUL character)
   */
  String quote(String identifier);

  /**
   * A text as a literal in SQL, for statements in which the engine cannot bind parameters; all
   * other values are bound.
   *
   * @throws IllegalArgumentException when the engine cannot hold it (a NUL character)
   */
  String literal(String value);

  /**
   * The JDBC URL of a database.
   *
   * @param database its name; empty: none (MariaDB) or the maintenance database (PostgreSQL)
   * @throws IllegalArgumentException when a URL cannot express that name
   */
  String jdbcUrl(Endpoint endpoint, String database);

  /**
   * How connections behave: time limits (3 s to connect, 10 s to wait for a lock, 60 s a statement,
   * 90 s without an answer), keep-alive, and nothing that makes a driver print values.
   */
  Map<String, String> connectionProperties();

  /** What has the driver protect its connections. */
  Map<String, String> tlsProperties(Tls tls);

  /**
   * Whether the driver itself objects to the server's TLS: there is none, or the certificate is for
   * another host. Then it wraps no other exception that would tell.
   */
  boolean isAboutTls(SQLException failure);

  /** What a failure means, from SQLSTATE and error number, never from its text. */
  Kind kindOf(SQLException failure);
}
