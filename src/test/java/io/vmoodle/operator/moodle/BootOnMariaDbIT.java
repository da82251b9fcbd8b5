package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The boot with its registry on MariaDB. */
class BootOnMariaDbIT extends BootContract {
  BootOnMariaDbIT() throws SQLException {
    super(Engine.MariaDB);
  }
}
