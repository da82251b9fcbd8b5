package io.vmoodle.lab.demo;

import java.util.ArrayList;
import java.util.List;

/** Rows of text as columns that fit a terminal. */
record TextTable(List<List<String>> rows) {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  /** The first row is the header. */
  static TextTable of(List<String> header, List<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(header);
    all.addAll(rows);
    return new TextTable(List.copyOf(all));
  }

  /**
   * One line a row, none longer than {@code width}: what does not fit is cut in its last column.
   */
  List<String> lines(int width) {
    var widths = widths();
    return rows.stream().map(row -> cut(line(row, widths), width)).toList();
  }

  private int[] widths() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      var cell = row.get(column);
      line.append(cell).repeat(" ", widths[column] - length(cell)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String line, int width) {
    return length(line) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + CUT;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
