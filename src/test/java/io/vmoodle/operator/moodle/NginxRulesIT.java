package io.vmoodle.operator.moodle;

import io.vmoodle.lab.web.WebServer;
import java.io.IOException;
import java.sql.SQLException;

/** docs/serving/nginx.conf. */
class NginxRulesIT extends WebServerContract {
  NginxRulesIT() throws SQLException, IOException {
    super(WebServer.NGINX);
  }
}
