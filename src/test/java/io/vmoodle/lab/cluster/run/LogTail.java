package io.vmoodle.lab.cluster.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log, for messages. */
public final class LogTail {
  private static final int LINES = 20;

  private LogTail() {}

  /** Its last 20 lines; says so if it cannot be read. */
  public static String of(Path log) {
    try {
      var lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: %s)".formatted(e.getMessage());
    }
  }
}
