package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The command line with the registry on PostgreSQL. */
class SwitchOnPostgreSqlIT extends SwitchContract {
  SwitchOnPostgreSqlIT() throws SQLException {
    super(Engine.PostgreSQL);
  }
}
