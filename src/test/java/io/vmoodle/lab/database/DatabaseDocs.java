package io.vmoodle.lab.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The SQL of docs/database-servers.md, run as it stands so that the page cannot be wrong. */
final class DatabaseDocs {
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private DatabaseDocs() {}

  /** The statements of an engine's n-th block, with the lab's password. */
  static String[] sql(String engine, int block) {
    return sql(engine, block, "moodle_main");
  }

  /** The same with the name of a main Moodle's database. */
  static String[] sql(String engine, int block, String mainDatabase) {
    var text = page().split("\n## " + engine + "\n", -1)[1].split("\n## ", -1)[0];
    var sql = BLOCK.matcher(text).results().skip(block).findFirst().orElseThrow().group(1);
    return Arrays.stream(
            sql.replace("change-me", DatabaseLab.ADMIN_PASSWORD)
                .replace("moodle_main", mainDatabase)
                .split(";\n", -1))
        .filter(statement -> !statement.isBlank())
        .toArray(String[]::new);
  }

  private static String page() {
    try {
      return Files.readString(Path.of("docs/database-servers.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
