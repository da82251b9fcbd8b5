package io.vmoodle.operator.ledger;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Endpoint;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A ledger next to the registry of a main Moodle, on a real server. */
record LedgerLab(DatabaseLab server, Endpoint endpoint, String main) {
  private static final Set<Engine> READY = new HashSet<>();

  static LedgerLab on(Engine engine) throws SQLException {
    var server =
        switch (engine) {
          case MariaDB -> DatabaseLab.mariaDb();
          case PostgreSQL -> DatabaseLab.postgreSql();
        };
    var lab =
        new LedgerLab(server, new Endpoint(engine, "127.0.0.1", server.port()), "ledger_main");
    synchronized (READY) {
      if (READY.add(engine)) {
        server.createMainMoodle(lab.main);
        new Migrations(lab.endpoint, lab.connections()).migrate();
      }
    }
    return lab;
  }

  ConnectionSource connections() {
    return () ->
        server.admin(
            switch (endpoint.engine()) {
              case MariaDB -> "";
              case PostgreSQL -> main;
            });
  }

  Platforms platforms() {
    return new Platforms(endpoint, connections());
  }

  /** The ledger of a registry that no other test knows. */
  Ledger newLedger() {
    return platforms().raiseEpoch(platforms().openPlatform(newKey(), owner("academie"), ""));
  }

  PlatformKey newKey() {
    return new PlatformKey(UUID.randomUUID().toString(), main, "mdl_");
  }

  static PlatformOwner owner(String name) {
    return new PlatformOwner("cluster-1", "moodle", name, "uid-of-" + name);
  }
}
