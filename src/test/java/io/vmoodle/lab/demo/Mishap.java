package io.vmoodle.lab.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What makes the upgrade of zola fail. */
record Mishap(Surroundings surroundings) {
  /**
   * The stand-in is told to die half-way. A Moodle refuses to begin while its database says that an
   * upgrade is running, as one says that was killed.
   */
  void prepare() throws SQLException {
    if (MoodleCode.ofUser().isReal()) {
      door()
          .execute("INSERT INTO mdl_config (name, value) VALUES ('upgraderunning', '4000000000')");
    } else {
      write("upgrade.half=die\n");
    }
  }

  void mend() throws SQLException {
    if (MoodleCode.ofUser().isReal()) {
      door().execute("DELETE FROM mdl_config WHERE name = 'upgraderunning'");
    } else {
      write("");
    }
  }

  private TenantDatabase door() {
    var status = Tenants.status(surroundings.tenants().find("moodle", "zola").orElseThrow());
    return TenantDatabase.of(
        surroundings, requireNonNull(status.tenantId()), requireNonNull(status.database()));
  }

  private void write(String text) {
    var status = Tenants.status(surroundings.tenants().find("moodle", "zola").orElseThrow());
    Path file = surroundings.dataFolder(requireNonNull(status.tenantId())).resolve("standin-fault");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
