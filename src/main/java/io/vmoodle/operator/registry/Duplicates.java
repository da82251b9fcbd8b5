package io.vmoodle.operator.registry;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows that have the same root URL, in whatever case. The plugin's boot takes the one that the
 * database happens to return first, and on MariaDB ignores case; the operator's own boot answers
 * 503.
 */
public final class Duplicates {
  private Duplicates() {}

  /** The URLs, in lower case, of more than one row, with these rows in the order given. */
  public static Map<String, List<RegistryRow>> in(List<RegistryRow> rows) {
    return rows.stream()
        .filter(row -> !row.vhostname().isEmpty())
        .collect(groupingBy(row -> row.vhostname().toLowerCase(Locale.ROOT)))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
