package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The boot on a command line, with the registry on PostgreSQL. */
class BootCliOnPostgreSqlIT extends BootCliContract {
  BootCliOnPostgreSqlIT() throws SQLException {
    super(Engine.PostgreSQL);
  }
}
