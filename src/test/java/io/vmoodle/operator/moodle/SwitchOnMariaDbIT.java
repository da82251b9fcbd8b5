package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The command line with the registry on MariaDB. */
class SwitchOnMariaDbIT extends SwitchContract {
  SwitchOnMariaDbIT() throws SQLException {
    super(Engine.MariaDB);
  }
}
