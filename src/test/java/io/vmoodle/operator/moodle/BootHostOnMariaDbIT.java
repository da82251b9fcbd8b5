package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** Which Moodle answers, with the registry on MariaDB. */
class BootHostOnMariaDbIT extends BootHostContract {
  BootHostOnMariaDbIT() throws SQLException {
    super(Engine.MariaDB);
  }
}
