package io.vmoodle.operator.crash;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is on a database server.
 *
 * @param databases all databases
 * @param logins the tenants' logins, and whether each is locked
 * @param others other things with a tenant's name: owner roles, notes of who made a login
 */
record Servers(Set<String> databases, Map<String, Boolean> logins, Set<String> others) {
  static Servers of(Engine engine) throws SQLException {
    return switch (engine) {
      case MariaDB ->
          new Servers(
              names(engine, "SELECT schema_name FROM information_schema.schemata"),
              logins(
                  engine,
                  "SELECT user, coalesce(json_value(priv, '$.account_locked'), 0)"
                      + " FROM mysql.global_priv WHERE user LIKE 'vm\\_%'"),
              union(
                  hasHome(engine)
                      ? names(engine, "SELECT name FROM vmoodle_operator.made")
                      : Set.of(),
                  names(engine, "SELECT db FROM mysql.db WHERE db LIKE 'vm%'").stream()
                      .map(pattern -> pattern.replace("\\", ""))
                      .collect(Collectors.toSet())));
      case PostgreSQL ->
          new Servers(
              names(engine, "SELECT datname FROM pg_database"),
              logins(
                  engine,
                  "SELECT rolname, CASE WHEN rolcanlogin THEN 0 ELSE 1 END FROM pg_roles"
                      + " WHERE rolname ~ '^vm_.*_[ab]$'"),
              names(engine, "SELECT rolname FROM pg_roles WHERE rolname ~ '^vm_'"));
    };
  }

  private static boolean hasHome(Engine engine) throws SQLException {
    return names(
            engine,
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'vmoodle_operator'")
        .contains("account");
  }

  private static Set<String> names(Engine engine, String sql) throws SQLException {
    return Answer.of(Engines.lab(engine), "", sql).stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }

  private static Map<String, Boolean> logins(Engine engine, String sql) throws SQLException {
    var logins = new HashMap<String, Boolean>();
    for (var row : Answer.of(Engines.lab(engine), "", sql)) {
      logins.put(row.get(0), !row.get(1).equals("0") && !row.get(1).equals("false"));
    }
    return logins;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Everything whose name is a tenant's and that was not there before, but for some tenants. */
  Set<String> orphans(Servers before, Set<String> tenantIds) {
    Predicate<String> ours =
        name -> tenantIds.contains(name.substring(3, Math.min(13, name.length())));
    return all().stream()
        .filter(name -> name.startsWith("vm_"))
        .filter(name -> !before.all().contains(name))
        .filter(ours.negate())
        .collect(Collectors.toSet());
  }

  private Set<String> all() {
    return union(union(databases, logins.keySet()), others);
  }
}
