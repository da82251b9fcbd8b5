package io.vmoodle.operator.ledger;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** A ledger next to the registry of a main Moodle, on a real server, over the operator's pools. */
record LedgerLab(DatabaseLab server, DatabaseServer pools, String main) {
  private static final Map<Engine, LedgerLab> READY = new EnumMap<>(Engine.class);

  static synchronized LedgerLab on(Engine engine) throws SQLException {
    var ready = READY.get(engine);
    if (ready == null) {
      ready = start(engine);
      READY.put(engine, ready);
    }
    return ready;
  }

  private static LedgerLab start(Engine engine) throws SQLException {
    var server =
        switch (engine) {
          case MariaDB -> DatabaseLab.mariaDb();
          case PostgreSQL -> DatabaseLab.postgreSql();
        };
    var pools =
        DatabaseServer.at(
            new Endpoint(engine, "127.0.0.1", server.port()),
            new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD));
    var lab = new LedgerLab(server, pools, "ledger_main");
    server.createMainMoodle(lab.main);
    new Migrations(lab.endpoint(), lab.connections(), pools.facts().identity()).migrate();
    return lab;
  }

  Endpoint endpoint() {
    return pools.endpoint();
  }

  ConnectionSource connections() {
    return () ->
        pools.open(
            switch (endpoint().engine()) {
              case MariaDB -> "";
              case PostgreSQL -> main;
            });
  }

  Platforms platforms() {
    return new Platforms(endpoint(), connections());
  }

  /** The ledger of a registry that no other test knows. */
  Ledger newLedger() {
    return platforms()
        .raiseEpoch(platforms().openPlatform(newKey(), owner("academie"), ""), "first");
  }

  PlatformKey newKey() {
    return new PlatformKey(UUID.randomUUID().toString(), main, "mdl_");
  }

  static PlatformOwner owner(String name) {
    return new PlatformOwner("cluster-1", "moodle", name, "uid-of-" + name);
  }
}
