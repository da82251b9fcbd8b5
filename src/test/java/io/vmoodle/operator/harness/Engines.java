package io.vmoodle.operator.harness;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;

/** The database servers of the lab by engine. */
public final class Engines {
  private Engines() {}

  /** The engine that is not this one. */
  public static Engine other(Engine engine) {
    return switch (engine) {
      case MariaDB -> Engine.PostgreSQL;
      case PostgreSQL -> Engine.MariaDB;
    };
  }

  /** The server of that engine. */
  public static DatabaseLab lab(Engine engine) {
    return switch (engine) {
      case MariaDB -> DatabaseLab.mariaDb();
      case PostgreSQL -> DatabaseLab.postgreSql();
    };
  }
}
