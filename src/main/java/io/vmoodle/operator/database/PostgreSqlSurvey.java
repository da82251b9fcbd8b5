package io.vmoodle.operator.database;

import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What can be seen of a PostgreSQL server. */
final class PostgreSqlSurvey implements Survey {
  private static final int NAMED = 10;

  private final Pools pools;
  private final PostgreSqlHome home;

  PostgreSqlSurvey(Pools pools, PostgreSqlHome home) {
    this.pools = pools;
    this.home = home;
  }

  @Override
  public ServerFacts facts() {
    var seen =
        pools.look(
            "read the facts",
            connection ->
                new ServerFacts(
                    Sql.texts(connection, "SHOW server_version").getFirst(),
                    "",
                    missingRights(connection),
                    exposures(connection)));
    return new ServerFacts(seen.version(), home.identity(), seen.missingRights(), seen.exposures());
  }

  @Override
  public Inventory inventory() {
    return pools.look(
        "list databases and logins",
        connection -> {
          var logins = new HashMap<String, FoundLogin>();
          var owners = new HashSet<String>();
          Sql.rows(
              connection,
              row -> {
                var role = row.getString(1);
                var tenant =
                    TenantNames.ofMarker(row.getString(3)).map(TenantNames::id).orElse(null);
                return TenantNames.ofOwner(role).isPresent()
                    ? owners.add(role)
                    : logins.put(role, new FoundLogin(tenant, row.getBoolean(2), row.getInt(4)));
              },
              """
              SELECT rolname, NOT rolcanlogin, coalesce(shobj_description(oid, 'pg_authid'), ''),
                     greatest(rolconnlimit, 0)
                FROM pg_roles WHERE rolname LIKE ? ESCAPE '!'
              """,
              TenantNames.LIKE_PREFIX);
          return new Inventory(databases(connection), logins, owners);
        });
  }

  private static Map<String, FoundDatabase> databases(Connection connection) throws SQLException {
    var databases = new HashMap<String, FoundDatabase>();
    Sql.rows(
        connection,
        row ->
            databases.put(
                row.getString(1),
                new FoundDatabase(
                    TenantNames.ofOwner(row.getString(2)).map(TenantNames::id).orElse(null),
                    row.getBoolean(3))),
        """
        SELECT d.datname, r.rolname, d.datallowconn AND d.datconnlimit <> -2
                 AND NOT has_database_privilege('public', d.oid, 'CONNECT')
                 AND (r.rolname NOT LIKE ? ESCAPE '!'
                      OR EXISTS (SELECT 1
                                   FROM aclexplode(d.datacl) a JOIN pg_roles l ON l.oid = a.grantee
                                  WHERE a.privilege_type = 'CONNECT'
                                    AND l.rolname IN (r.rolname || '_a', r.rolname || '_b')))
          FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
        """,
        TenantNames.LIKE_PREFIX);
    return databases;
  }

  private static List<String> missingRights(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> {
              var missing = new ArrayList<String>();
              if (!row.getBoolean(1)) {
                missing.add("CREATEDB");
              }
              if (!row.getBoolean(2)) {
                missing.add("CREATEROLE");
              }
              return missing;
            },
            "SELECT rolsuper OR rolcreatedb, rolsuper OR rolcreaterole"
                + " FROM pg_roles WHERE rolname = current_user")
        .orElseThrow();
  }

  private static List<String> exposures(Connection connection) throws SQLException {
    var open =
        Sql.texts(
            connection,
            """
            SELECT datname FROM pg_database
             WHERE datallowconn AND has_database_privilege('public', oid, 'CONNECT')
             ORDER BY datname
            """);
    if (open.isEmpty()) {
      return List.of();
    }
    var names = String.join(", ", open.subList(0, Math.min(NAMED, open.size())));
    return List.of(
        "every account may connect to %s%s: REVOKE CONNECT, TEMPORARY ON DATABASE ... FROM PUBLIC"
            .formatted(names, open.size() > NAMED ? ", ..." : ""));
  }
}
