package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.moodle.JobScripts;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;

/** Copies databases of a site's Moodles. */
record SiteCopies(Engine engine, MoodleSite site, JobScripts scripts) {
  /** As the operator does it, or the clients of MariaDB, but with the rights of this site. */
  void copy(TenantRow from, TenantRow copy) throws SQLException {
    if (engine == Engine.PostgreSQL) {
      var login = MoodleSite.login(copy);
      site.server()
          .execute(
              "",
              "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE %s"
                  .formatted(login, TenantRow.PASSWORD, MoodleSite.login(from)),
              "CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY FILE_COPY"
                  .formatted(copy.database(), MoodleSite.login(from), from.database()));
      return;
    }
    site.createDatabase(copy);
    var copying =
        scripts
            .with("PATH", DatabaseLab.mariaDbClients() + ":" + System.getenv("PATH"))
            .with("VMOODLE_DB_HOST", "127.0.0.1")
            .with("VMOODLE_DB_PORT", Integer.toString(site.server().port()))
            .with("VMOODLE_DB_USER", MoodleSite.login(copy))
            .with("VMOODLE_DB_PASSWORD", TenantRow.PASSWORD)
            .with("VMOODLE_SOURCE_DATABASE", from.database())
            .with("VMOODLE_TARGET_DATABASE", copy.database());
    site.server()
        .execute(
            "",
            "GRANT ALL ON %s.* TO '%s'@'%%'".formatted(from.database(), MoodleSite.login(copy)));
    var copied = copying.run("copy.sh");
    assertThat(copied.exitCode()).as(copied.output()).isZero();
  }
}
