package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.Map;

/**
 * Databases that look like an installed Moodle, to adopt: the rows that say so, and nothing else.
 */
public final class ExistingMoodles {
  /** Password of the login that owns such a database and is named like it. */
  public static final String PASSWORD = "existing-Secret-1";

  private ExistingMoodles() {}

  /** Creates a database of that name with its login. */
  public static void create(Engine engine, String name) throws SQLException {
    var lab = Engines.lab(engine);
    switch (engine) {
      case MariaDB ->
          lab.execute(
              "",
              "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(name, PASSWORD),
              "CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(name),
              "GRANT ALL ON `%s`.* TO '%s'@'%%'".formatted(name.replace("_", "\\_"), name));
      case PostgreSQL ->
          lab.execute(
              "",
              "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, PASSWORD),
              "CREATE DATABASE %s OWNER %s".formatted(name, name));
    }
    install(lab, name);
  }

  /** Makes a database look like an installed Moodle, as its own login. */
  public static void install(DatabaseLab lab, String name) throws SQLException {
    try (var connection = lab.connect(name, name, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mdl_config (name VARCHAR(255), value TEXT)");
      statement.execute(
          "INSERT INTO mdl_config VALUES ('version', '2023112400'), ('release', '4.4dev'),"
              + " ('allversionshash', '0123456789012345678901234567890123456789')");
    }
  }

  /** A Secret that a tenant may name, with that login. */
  public static Secret secret(String namespace, String secret, String name) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(secret)
        .addToLabels("vmoodle.io/tenant-secret", "true")
        .endMetadata()
        .withStringData(Map.of("username", name, "password", PASSWORD))
        .build();
  }
}
