package io.vmoodle.operator.registry;

import java.util.List;

/** What became of a write. */
public sealed interface WriteOutcome {
  /**
   * The row is as wanted.
   *
   * @param row as it is in the registry now
   * @param columns those that were changed: all for a new row, none when nothing differed
   */
  record Written(RegistryRow row, List<String> columns) implements WriteOutcome {}

  /** There is no row of that id any more; nothing was written. */
  record Gone(long id) implements WriteOutcome {}

  /** The row of that id is somebody else's; nothing was written. */
  record NotOurs(RegistryRow actual) implements WriteOutcome {}

  /** Other rows have that root URL, in whatever case; nothing was written. */
  record HostTaken(List<RegistryRow> holders) implements WriteOutcome {}
}
