package io.vmoodle.lab.demo;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Secret;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import io.vmoodle.operator.harness.Engines;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;

/** A tenant's database as its own Moodle reaches it: with the login of its Secret. */
final class TenantDatabase {
  private final DatabaseLab lab;
  private final String database;
  private final String username;
  private final String password;

  private TenantDatabase(DatabaseLab lab, String database, String username, String password) {
    this.lab = lab;
    this.database = database;
    this.username = username;
    this.password = password;
  }

  /** Reads the Secret that the operator made. */
  static TenantDatabase of(Surroundings surroundings, String tenantId, DatabaseStatus status) {
    var secret =
        surroundings
            .client()
            .secrets()
            .inNamespace("moodle")
            .withName("vm-%s-db".formatted(tenantId))
            .require();
    var engine = status.server().equals("mariadb") ? Engine.MariaDB : Engine.PostgreSQL;
    return new TenantDatabase(
        Engines.lab(engine),
        status.name(),
        decoded(secret, "username"),
        decoded(secret, "password"));
  }

  private static String decoded(Secret secret, String key) {
    var value = requireNonNull(secret.getData().get(key));
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  String database() {
    return database;
  }

  void write(String text) throws SQLException {
    try (var connection = connect();
        var create = connection.createStatement()) {
      create.execute("CREATE TABLE demo_lesson (name VARCHAR(255))");
      try (var insert = connection.prepareStatement("INSERT INTO demo_lesson VALUES (?)")) {
        insert.setString(1, text);
        insert.executeUpdate();
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String read() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT name FROM demo_lesson")) {
      return result.next() ? result.getString(1) : "";
    }
  }

  /** What the server says when the login tries to come in. */
  String refusal() {
    try (var connection = connect()) {
      throw new NotTrue("The login of a deleted tenant still works: " + connection);
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    return lab.connect(database, username, password);
  }
}
