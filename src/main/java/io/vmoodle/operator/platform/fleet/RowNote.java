package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.kube.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry as a whole says about one tenant's row.
 *
 * @param hold why what others changed of it is not mended, null where it may be
 * @param others ids of further rows that have the tenant's URL, in their order
 */
public record RowNote(@Nullable Finding hold, List<Long> others) {
  /** Nothing. */
  public static final RowNote NONE = new RowNote(null, List.of());

  /** Copies the list. */
  public RowNote {
    others = List.copyOf(others);
  }
}
