package io.vmoodle.operator.moodle;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** The boot with its registry on PostgreSQL. */
class BootOnPostgreSqlIT extends BootContract {
  BootOnPostgreSqlIT() throws SQLException {
    super(Engine.PostgreSQL);
  }
}
