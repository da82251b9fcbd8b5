package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** Which Moodle answers, with the registry on PostgreSQL. */
class BootHostOnPostgreSqlIT extends BootHostContract {
  BootHostOnPostgreSqlIT() throws SQLException {
    super(Engine.PostgreSQL);
  }
}
