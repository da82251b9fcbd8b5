package io.vmoodle.lab.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table, printed and written line by line, so that a run that is cut short leaves its part. */
final class Report {
  private static final String HEADER = "| figure | aim | measured | met |\n|---|---|---|---|\n";
  private static final String BEGIN = "<!-- results -->\n";
  private static final String END = "<!-- end of results -->";

  private final PrintStream out;
  private final Path file;
  private final String command;
  private final List<String> rows = new ArrayList<>();
  private boolean complete = true;

  Report(PrintStream out, Path file, String command) {
    this.out = out;
    this.file = file;
    this.command = command;
    out.print(HEADER);
  }

  /** A figure with an aim. */
  void figure(String figure, String aim, String measured, boolean met) {
    row(figure, aim, measured, met ? "yes" : "**no**");
  }

  /** Measures a part; if it fails the others are measured all the same. */
  void attempt(String part, Part work) {
    try {
      work.measure();
    } catch (RuntimeException | SQLException | IOException e) {
      complete = false;
      e.printStackTrace(out);
      figure(part, "", "failed: " + e.getClass().getSimpleName(), false);
    }
  }

  /** Whether no part failed. */
  boolean complete() {
    return complete;
  }

  /** A part of the figures. */
  @FunctionalInterface
  interface Part {
    void measure() throws SQLException, IOException;
  }

  /** A figure to read another by. */
  void note(String figure, String measured) {
    row(figure, "", measured, "");
  }

  /** Says on the screen what is being done. */
  void progress(String text) {
    out.printf(
        "  # %s %s%n", LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), text);
    out.flush();
  }

  private void row(String figure, String aim, String measured, String met) {
    var row = "| %s | %s | %s | %s |".formatted(figure, aim, measured, met);
    rows.add(row);
    out.println(row);
    out.flush();
    write(file, text());
  }

  /** Puts the table into the page, between its marks. */
  void publish(Path page) {
    try {
      var before = Files.readString(page);
      int begin = before.indexOf(BEGIN) + BEGIN.length();
      write(page, before.substring(0, begin) + text() + before.substring(before.indexOf(END)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    return "%s%n%nMachine: %s.%n%n%s%s%n"
        .formatted("`%s`".formatted(command), Machine.facts(), HEADER, String.join("\n", rows));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
