package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The release gate, with the registry on MariaDB. */
class BootReleaseOnMariaDbIT extends BootReleaseContract {
  BootReleaseOnMariaDbIT() throws SQLException {
    super(Engine.MariaDB);
  }
}
