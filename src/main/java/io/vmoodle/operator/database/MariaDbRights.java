package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rights of the operator's account on MariaDB, against those that docs/database-servers.md
 * names.
 */
final class MariaDbRights {
  /** A right that the account holds on databases; everywhere when the pattern is {@code *}. */
  private record Held(String right, String databases, boolean grantable) {}

  private static final String TENANTS = "vm\\_%";
  private static final String HOME = "vmoodle\\_operator";
  private static final Set<String> ON_SERVER =
      Set.of("CREATE USER", "PROCESS", "CONNECTION ADMIN", "SHOW DATABASES");
  private static final Set<String> ON_HOME =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX", "DROP");
  private static final List<String> TABLES = List.of("mysql.global_priv", "mysql.db");

  private MariaDbRights() {}

  /** What is missing, as it would be granted, sorted. */
  static List<String> missing(Connection connection) throws SQLException {
    var held = held(connection);
    var missing = new ArrayList<String>();
    for (var right : ON_SERVER) {
      if (held.stream().noneMatch(h -> h.right().equals(right) && h.databases().equals("*"))) {
        missing.add(right + " ON *.*");
      }
    }
    for (var right : MariaDbDatabases.rights()) {
      if (held.stream().noneMatch(h -> h.grantable() && covers(h, right, TENANTS))) {
        missing.add(right + " ON `vm\\_%`.* WITH GRANT OPTION");
      }
    }
    for (var right : ON_HOME) {
      if (held.stream().noneMatch(h -> covers(h, right, HOME))) {
        missing.add(right + " ON `vmoodle\\_operator`.*");
      }
    }
    for (var table : TABLES) {
      if (!readable(connection, table)) {
        missing.add("SELECT ON " + table);
      }
    }
    return missing.stream().sorted().toList();
  }

  /** What every account may do here, because somebody granted it to nobody in particular. */
  static List<String> exposures(Connection connection) throws SQLException {
    var exposures = new ArrayList<String>();
    if (Sql.count(connection, "SELECT count(*) FROM mysql.global_priv WHERE user = ''") > 0) {
      exposures.add(
          "anonymous accounts exist and hide tenants' accounts from their hosts: DROP USER ''@<host>");
    }
    var open =
        Sql.texts(
            connection, "SELECT DISTINCT db FROM mysql.db WHERE user IN ('', 'PUBLIC') ORDER BY 1");
    if (!open.isEmpty()) {
      exposures.add(
          "every account may use databases %s: delete their rows without a user from mysql.db,"
                  .formatted(String.join(", ", open))
              + " then FLUSH PRIVILEGES");
    }
    return exposures;
  }

  private static boolean covers(Held held, String right, String databases) {
    return held.right().equals(right)
        && Set.of("*", "%", databases, databases.replace("\\", "")).contains(held.databases());
  }

  private static List<Held> held(Connection connection) throws SQLException {
    var user = Sql.texts(connection, "SELECT current_user()").getFirst();
    var at = user.lastIndexOf('@');
    var grantee = "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    return Sql.rows(
        connection,
        row -> new Held(row.getString(1), row.getString(2), row.getString(3).equals("YES")),
        "SELECT privilege_type, '*', is_grantable FROM information_schema.user_privileges"
            + " WHERE grantee = ? UNION ALL"
            + " SELECT privilege_type, table_schema, is_grantable"
            + " FROM information_schema.schema_privileges WHERE grantee = ?",
        grantee,
        grantee);
  }

  private static boolean readable(Connection connection, String table) throws SQLException {
    try {
      Sql.run(connection, "SELECT 1 FROM " + table + " LIMIT 0");
      return true;
    } catch (SQLException e) {
      if (MariaDbDialect.INSTANCE.kindOf(e) != DatabaseException.Kind.DENIED) {
        throw e;
      }
      return false;
    }
  }
}
