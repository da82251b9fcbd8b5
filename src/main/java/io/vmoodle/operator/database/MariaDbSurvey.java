package io.vmoodle.operator.database;

import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be seen of a MariaDB server. */
final class MariaDbSurvey implements Survey {
  private final Pools pools;
  private final MariaDbHome home;

  MariaDbSurvey(Pools pools, MariaDbHome home) {
    this.pools = pools;
    this.home = home;
  }

  /** Rights come first: without them the identity may be out of reach. */
  @Override
  public ServerFacts facts() {
    return pools.look(
        "read the facts",
        connection -> {
          var version = Sql.texts(connection, "SELECT version()").getFirst();
          var missing = MariaDbRights.missing(connection);
          var exposures =
              missing.contains("SELECT ON mysql.db")
                      || missing.contains("SELECT ON mysql.global_priv")
                  ? List.<String>of()
                  : MariaDbRights.exposures(connection);
          return new ServerFacts(version, home.identity(connection), missing, exposures);
        });
  }

  @Override
  public Inventory inventory() {
    return pools.look(
        "list databases and logins",
        connection -> {
          home.prepare(connection);
          return new Inventory(databases(connection), logins(connection), Set.of());
        });
  }

  private static Map<String, FoundDatabase> databases(Connection connection) throws SQLException {
    var databases = new HashMap<String, FoundDatabase>();
    Sql.rows(
        connection,
        row -> {
          var name = row.getString(1);
          var comment = row.getString(2);
          var halfMade = comment.isEmpty() && row.getBoolean(3);
          var tenant = halfMade ? TenantNames.ofDatabase(name) : TenantNames.ofMarker(comment);
          return databases.put(
              name, new FoundDatabase(tenant.map(TenantNames::id).orElse(null), !halfMade));
        },
        "SELECT s.schema_name, s.schema_comment, m.name IS NOT NULL"
            + " FROM information_schema.schemata s LEFT JOIN vmoodle_operator.made m"
            + " ON m.name = CONVERT(s.schema_name USING utf8mb4) COLLATE utf8mb4_bin");
    return databases;
  }

  /** Logins that are noted and nothing else: their making or their end was cut short. */
  private static Map<String, FoundLogin> half(Connection connection) throws SQLException {
    var noted = new HashMap<String, FoundLogin>();
    for (var login : Sql.texts(connection, "SELECT name FROM vmoodle_operator.made")) {
      TenantNames.ofLogin(login)
          .ifPresent(tenant -> noted.put(login, new FoundLogin(tenant.id(), true, 0)));
    }
    return noted;
  }

  private static Map<String, FoundLogin> logins(Connection connection) throws SQLException {
    var logins = new HashMap<String, FoundLogin>();
    Sql.rows(
        connection,
        row -> {
          var login = row.getString(1);
          var tenant =
              TenantNames.ofLogin(row.getBoolean(3) ? login : "").map(TenantNames::id).orElse(null);
          return logins.put(login, new FoundLogin(tenant, row.getBoolean(2), row.getInt(4)));
        },
        "SELECT p.user, coalesce(json_value(p.priv, '$.account_locked'), 0), m.name IS NOT NULL,"
            + " coalesce(json_value(p.priv, '$.max_user_connections'), 0)"
            + " FROM mysql.global_priv p LEFT JOIN vmoodle_operator.made m"
            + " ON m.name = CONVERT(p.user USING utf8mb4) COLLATE utf8mb4_bin"
            + " WHERE p.user LIKE ? ESCAPE '!'",
        TenantNames.LIKE_PREFIX);
    half(connection).forEach(logins::putIfAbsent);
    return logins;
  }
}
