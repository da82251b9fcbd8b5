package io.vmoodle.lab.demo;

import java.util.List;

/** A table that changes in its place on a terminal; elsewhere each change is one more line. */
final class LiveTable {
  private final Screen screen;
  private final boolean terminal;
  private List<String> shown = List.of();

  LiveTable(Screen screen, boolean terminal) {
    this.screen = screen;
    this.terminal = terminal;
  }

  /** Shows what is different from what was shown last. */
  void show(TextTable table) {
    var lines = table.lines(Screen.WIDTH - 2);
    if (lines.equals(shown)) {
      return;
    }
    if (terminal) {
      screen.replace(shown.size(), lines);
    } else {
      lines.stream().filter(line -> !shown.contains(line)).forEach(screen::progress);
    }
    shown = lines;
  }
}
