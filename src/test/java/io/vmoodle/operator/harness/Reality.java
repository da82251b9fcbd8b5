package io.vmoodle.operator.harness;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What really is in a platform's registry, in its ledger and on its server, whatever any status
 * says; and what others do to it behind the operator's back. All as the server's superuser.
 *
 * @param engine of the registry's server
 * @param registry database of the registry
 */
public record Reality(Engine engine, String registry) {
  /** The plugin's table. */
  public static final String TABLE = "mdl_local_vmoodle";

  /** Every row of the registry, all columns as text. */
  public List<Map<String, String>> rows() throws SQLException {
    return query("SELECT * FROM %s ORDER BY id".formatted(TABLE));
  }

  /** The only row with that root URL; empty without one, a failure with several. */
  public Optional<Map<String, String>> row(String url) throws SQLException {
    return one(query("SELECT * FROM %s WHERE vhostname = '%s'".formatted(TABLE, url)));
  }

  /** The ledger's record of a tenant of this registry. */
  public Optional<Map<String, String>> ledger(String tenantId) throws SQLException {
    return one(query("SELECT * FROM vmoodle_operator.tenant WHERE id = '%s'".formatted(tenantId)));
  }

  /** What a tenant has claimed: value by kind. */
  public Map<String, String> claims(String tenantId) throws SQLException {
    var claims = new TreeMap<String, String>();
    for (var claim :
        query("SELECT * FROM vmoodle_operator.claim WHERE tenant_id = '%s'".formatted(tenantId))) {
      claims.put(text(claim, "kind").toLowerCase(Locale.ROOT), text(claim, "value"));
    }
    return claims;
  }

  /** All of the ledger that belongs to this registry's platform. */
  public List<Map<String, String>> wholeLedger() throws SQLException {
    var all =
        new ArrayList<>(
            query(
                "SELECT * FROM vmoodle_operator.platform WHERE database_name = '%s'"
                    .formatted(registry)));
    for (var table : List.of("tenant", "claim", "server")) {
      all.addAll(
          query(
              ("SELECT t.* FROM vmoodle_operator.%s t JOIN vmoodle_operator.platform p"
                      + " ON p.id = t.platform_id WHERE p.database_name = '%s' ORDER BY 1, 2, 3")
                  .formatted(table, registry)));
    }
    return all;
  }

  /** The databases whose name starts with {@code prefix}. */
  public Set<String> databases(String prefix) throws SQLException {
    return names(
        switch (engine) {
          case MariaDB -> "SELECT schema_name AS name FROM information_schema.schemata";
          case PostgreSQL -> "SELECT datname AS name FROM pg_database";
        },
        prefix);
  }

  /** The logins and roles whose name starts with {@code prefix}. */
  public Set<String> accounts(String prefix) throws SQLException {
    return names(
        switch (engine) {
          case MariaDB -> "SELECT user AS name FROM mysql.user";
          case PostgreSQL -> "SELECT rolname AS name FROM pg_roles";
        },
        prefix);
  }

  /** How many connections a login may have. */
  public int connectionLimit(String login) throws SQLException {
    var found =
        query(
            switch (engine) {
              case MariaDB ->
                  "SELECT max_user_connections AS allowed FROM mysql.user WHERE user = '%s'"
                      .formatted(login);
              case PostgreSQL ->
                  "SELECT rolconnlimit AS allowed FROM pg_roles WHERE rolname = '%s'"
                      .formatted(login);
            });
    return Integer.parseInt(text(found.getFirst(), "allowed"));
  }

  /** Whether somebody can read and write in a database, as Moodle would. */
  public boolean canWork(String database, String user, String password) {
    try (var connection = lab().connect(database, user, password);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS probe (id INT)");
      statement.execute("INSERT INTO probe VALUES (1)");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** How many rows {@link #canWork} left in a database; -1 without its table. */
  public int traces(String database) throws SQLException {
    try (var connection = lab().superuser(database);
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT COUNT(*) FROM probe")) {
      count.next();
      return count.getInt(1);
    } catch (SQLException e) {
      if (Objects.requireNonNullElse(e.getSQLState(), "").startsWith("42")) {
        return -1;
      }
      throw e;
    }
  }

  /** Runs SQL in the registry's database. */
  public void execute(String... statements) throws SQLException {
    lab().execute(registry, statements);
  }

  /**
   * What a Moodle has that a Job has installed for a tenant.
   *
   * @param complete false: the installation did not come to its end
   */
  public void makeMoodle(String tenantId, String database, boolean complete) throws SQLException {
    lab()
        .execute(
            database,
            engine == Engine.PostgreSQL ? "SET ROLE vm_" + tenantId : "SET @unused = 0",
            "CREATE TABLE mdl_config (name VARCHAR(255) PRIMARY KEY, value TEXT)",
            "INSERT INTO mdl_config VALUES ('version', '2024042200')");
    if (complete) {
      lab()
          .execute(
              database,
              "INSERT INTO mdl_config VALUES ('release', '4.4'), ('allversionshash', '%s'), ('vmoodle_tenant', '%s')"
                  .formatted("a".repeat(40), tenantId));
    }
  }

  /** Runs SQL in a database of a tenant so that what it makes is the tenant's. */
  public void asTenant(String tenantId, String database, String... statements) throws SQLException {
    var all = new ArrayList<String>();
    all.add(engine == Engine.PostgreSQL ? "SET ROLE vm_" + tenantId : "SET @unused = 0");
    all.addAll(List.of(statements));
    lab().execute(database, all.toArray(String[]::new));
  }

  /** Does what a Job with the tools image does; on MariaDB, which names tables of databases so. */
  public void copyMoodle(String from, String to) throws SQLException {
    for (var table : List.of("mdl_config", "mdl_config_plugins")) {
      lab()
          .execute(
              to,
              "CREATE TABLE %1$s LIKE %2$s.%1$s".formatted(table, from),
              "INSERT INTO %1$s SELECT * FROM %2$s.%1$s".formatted(table, from));
    }
  }

  /** As if the databases of a tenant that are kept had been kept for long. */
  public void pretendKeptForLong(String tenantId) throws SQLException {
    execute(
        "UPDATE vmoodle_operator.kept_database SET since = 1000 WHERE tenant_id = '%s' AND since IS NOT NULL"
            .formatted(tenantId));
  }

  /** What the ledger says is being done to a tenant. */
  public Optional<Map<String, String>> operation(String tenantId) throws SQLException {
    return one(
        query(
            "SELECT * FROM vmoodle_operator.operation WHERE tenant_id = '%s'".formatted(tenantId)));
  }

  /** As if the attempt that failed had failed an hour before it did. */
  public void pretendDue(String tenantId) throws SQLException {
    execute(
        "UPDATE vmoodle_operator.operation SET not_before = not_before - 3600000 WHERE tenant_id = '%s'"
            .formatted(tenantId));
  }

  /** As if a Moodle that was installed had been seen: no node runs the Job that would do it. */
  public void pretendInstalled(String tenantId) throws SQLException {
    execute(
        "UPDATE vmoodle_operator.tenant SET installed_at = 1000000000000 WHERE id = '%s'"
            .formatted(tenantId));
  }

  /** As if the tenant's upgrade to a release had failed, and it had been put back. */
  public void pretendUpgradeFailed(String tenantId, String release, int attempt)
      throws SQLException {
    execute(
        """
        INSERT INTO vmoodle_operator.operation (tenant_id, type, target, attempt, step, job_name,
          failure_reason, failure, backup_generation, phase, number, hash, tries, started_at,
          phase_since)
        VALUES ('%s', 'UPGRADE', '%s', %d, 'STARTED', 'vm-pretended', 'JobFailed',
          'It was pretended. Read nothing.', 2, 'FAILED', 1, 'aa', 0, 0, 0)
        """
            .formatted(tenantId, release, attempt));
  }

  /** As if the tenant had come to a release: its ledger says so, and its row is to follow. */
  public void pretendUpgraded(String tenantId, String release, String service) throws SQLException {
    execute(
        "DELETE FROM vmoodle_operator.operation WHERE tenant_id = '%s'".formatted(tenantId),
        "UPDATE vmoodle_operator.tenant SET release_name = '%s', release_service = '%s' WHERE id = '%s'"
            .formatted(release, service, tenantId));
  }

  /** As if the tenant's login had been changed an hour before it was. */
  public void pretendRotatedLongAgo(String tenantId) throws SQLException {
    execute(
        "UPDATE vmoodle_operator.tenant SET rotated_at = rotated_at - 3600000 WHERE id = '%s'"
            .formatted(tenantId));
  }

  /** Whether a login is there and may log in. */
  public boolean isOpen(String login) throws SQLException {
    return query(
                switch (engine) {
                  case MariaDB ->
                      "SELECT user FROM mysql.global_priv WHERE user = '%s' AND coalesce(json_value(priv, '$.account_locked'), 0) = 0"
                          .formatted(login);
                  case PostgreSQL ->
                      "SELECT rolname FROM pg_roles WHERE rolname = '%s' AND rolcanlogin"
                          .formatted(login);
                })
            .size()
        == 1;
  }

  /** Locks a login behind everybody's back; its sessions go on. */
  public void lock(String login) throws SQLException {
    execute(
        switch (engine) {
          case MariaDB -> "ALTER USER '%s'@'%%' ACCOUNT LOCK".formatted(login);
          case PostgreSQL -> "ALTER ROLE %s NOLOGIN".formatted(login);
        });
  }

  /** Gives a login another password behind everybody's back. */
  public void setPassword(String login, String password) throws SQLException {
    execute(
        switch (engine) {
          case MariaDB -> "ALTER USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(login, password);
          case PostgreSQL -> "ALTER ROLE %s PASSWORD '%s'".formatted(login, password);
        });
  }

  /** Drops a database by hand, whoever is in it. */
  public void drop(String database) throws SQLException {
    lab()
        .execute(
            "",
            "DROP DATABASE %s%s"
                .formatted(database, engine == Engine.PostgreSQL ? " WITH (FORCE)" : ""));
  }

  /** The column's value, which must not be NULL. */
  public static String text(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private DatabaseLab lab() {
    return Engines.lab(engine);
  }

  private Set<String> names(String sql, String prefix) throws SQLException {
    var names = new TreeSet<String>();
    query(sql).stream()
        .map(row -> text(row, "name"))
        .filter(name -> name.startsWith(prefix))
        .forEach(names::add);
    return names;
  }

  private List<Map<String, String>> query(String sql) throws SQLException {
    try (var connection = lab().superuser(registry);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var columns = rows.getMetaData();
      var found = new ArrayList<Map<String, String>>();
      while (rows.next()) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(
              columns.getColumnLabel(i).toLowerCase(Locale.ROOT),
              Objects.requireNonNullElse(rows.getString(i), ""));
        }
        found.add(row);
      }
      return found;
    }
  }

  private static Optional<Map<String, String>> one(List<Map<String, String>> found) {
    if (found.size() > 1) {
      throw new IllegalStateException("expected one, found " + found);
    }
    return found.stream().findFirst();
  }
}
