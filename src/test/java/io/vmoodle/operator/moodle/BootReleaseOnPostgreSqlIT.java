package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The release gate, with the registry on PostgreSQL. */
class BootReleaseOnPostgreSqlIT extends BootReleaseContract {
  BootReleaseOnPostgreSqlIT() throws SQLException {
    super(Engine.PostgreSQL);
  }
}
