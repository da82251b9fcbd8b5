package io.vmoodle.lab.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What the person sees: at most {@value #WIDTH} columns, colours only on a terminal. */
final class Screen {
  /** The widest line. */
  static final int WIDTH = 100;

  private static final String INDENT = "  ";
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String GREEN = "32";
  private static final String RED = "31";

  private final PrintStream out;
  private final boolean terminal;
  private int chapters;
  private volatile boolean silent;

  /**
   * A screen.
   *
   * @param terminal whether a person looks at it, so that it can have colours and change lines
   */
  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void chapter(String title) {
    chapters++;
    print("");
    print(styled(BOLD, "%d. %s".formatted(chapters, title)));
    print("");
  }

  /** A paragraph. */
  void say(String text) {
    wrapped(text, INDENT).forEach(this::print);
  }

  /** Something that was done or that could be typed. */
  void command(String command) {
    wrapped(command, INDENT + "$ ").forEach(line -> print(styled(DIM, line)));
  }

  /** What somebody else said: the operator, the API server, a database. */
  void quote(String text) {
    wrapped(text, INDENT + "| ").forEach(this::print);
  }

  void success(String text) {
    print(styled(GREEN, INDENT + "✔ " + text));
  }

  void failure(String text) {
    wrapped(text, INDENT + "✘ ").forEach(line -> print(styled(RED, line)));
  }

  void table(TextTable table) {
    table.lines(WIDTH - INDENT.length()).forEach(line -> print(INDENT + line));
  }

  /** One whole line of something that goes on. */
  void progress(String line) {
    print(INDENT + line);
  }

  /** A table that is shown again whenever it changed. */
  LiveTable live() {
    return new LiveTable(this, terminal);
  }

  /** Puts lines where the last {@code count} lines are. */
  void replace(int count, List<String> lines) {
    if (count > 0) {
      print("\u001b[%dA\u001b[J".formatted(count), false);
    }
    lines.forEach(line -> print(INDENT + line));
  }

  /** Says a last word; nothing that comes after is shown. */
  void end(String word) {
    print(INDENT + word);
    silent = true;
  }

  private void print(String line) {
    print(line, true);
  }

  private synchronized void print(String text, boolean wholeLine) {
    if (!silent) {
      out.print(wholeLine ? text + System.lineSeparator() : text);
      out.flush();
    }
  }

  private String styled(String style, String text) {
    return terminal ? "\u001b[%sm%s\u001b[0m".formatted(style, text) : text;
  }

  /** Lines of text between words; each begins with {@code begin} or as much space. */
  static List<String> wrapped(String text, String begin) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(begin);
    for (var word : text.strip().split("\\s+", -1)) {
      if (line.length() + 1 + word.length() > WIDTH && line.length() > begin.length()) {
        lines.add(line.toString());
        line.setLength(0);
        line.repeat(" ", begin.length());
      }
      line.append(line.length() > begin.length() ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
