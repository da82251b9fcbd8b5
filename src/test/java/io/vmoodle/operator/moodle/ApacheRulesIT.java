package io.vmoodle.operator.moodle;

import io.vmoodle.lab.web.WebServer;
import java.io.IOException;
import java.sql.SQLException;

/** docs/serving/apache.conf. */
class ApacheRulesIT extends WebServerContract {
  ApacheRulesIT() throws SQLException, IOException {
    super(WebServer.APACHE);
  }
}
