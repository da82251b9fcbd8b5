package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The boot on a command line, with the registry on MariaDB. */
class BootCliOnMariaDbIT extends BootCliContract {
  BootCliOnMariaDbIT() throws SQLException {
    super(Engine.MariaDB);
  }
}
