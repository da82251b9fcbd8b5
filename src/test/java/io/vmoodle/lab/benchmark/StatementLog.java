package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Every statement that reaches MariaDB while it is open. */
final class StatementLog implements AutoCloseable {
  private final Path file;

  private StatementLog(Path file) {
    this.file = file;
  }

  static StatementLog open() throws SQLException, IOException {
    var file = Ground.FOLDER.resolve("statements.log").toAbsolutePath();
    Files.deleteIfExists(file);
    Engines.lab(Engine.MariaDB)
        .execute(
            "",
            "SET GLOBAL general_log_file = '%s'".formatted(file),
            "SET GLOBAL log_output = 'FILE'",
            "SET GLOBAL general_log = ON");
    return new StatementLog(file);
  }

  /** The lines up to now. */
  List<String> lines() throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
  }

  @Override
  public void close() throws SQLException {
    Engines.lab(Engine.MariaDB).execute("", "SET GLOBAL general_log = OFF");
  }
}
