package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Databases that look like an installed Moodle, to adopt: the rows that say so, and nothing else.
 */
public final class ExistingMoodles {
  /** Password of the login that owns such a database and is named like it. */
  public static final String PASSWORD = "existing-Secret-1";

  private ExistingMoodles() {}

  /** Creates a database of that name with its login. */
  public static void create(Engine engine, String name) throws SQLException {
    createEmpty(engine, name);
    install(Engines.lab(engine), name);
  }

  /** The same with nothing in it. */
  public static void createEmpty(Engine engine, String name) throws SQLException {
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
              "CREATE DATABASE %s OWNER %s".formatted(name, name),
              "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
    }
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

  /** Creates a database of a name that nobody had, with its login, and returns the name. */
  public static String create(Engine engine) throws SQLException {
    var name = "old" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    create(engine, name);
    return name;
  }

  /**
   * Creates such a database, a Secret named like the tenant, and the tenant that adopts it.
   *
   * @param address {@code host: …} or {@code subPath: …}
   */
  public static VirtualMoodle adopt(
      KubernetesClient client, Engine engine, String namespace, String name, String address)
      throws SQLException {
    var database = create(engine);
    client.resource(secret(namespace, name, database)).create();
    return client.resource(Manifests.existing(namespace, name, address, database, name)).create();
  }

  /** The existing database that a tenant's manifest names. */
  public static String databaseOf(VirtualMoodle tenant) {
    return Objects.requireNonNull(tenant.getSpec().source().existing()).database();
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
