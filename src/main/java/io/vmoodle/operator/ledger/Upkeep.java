package io.vmoodle.operator.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant is kept from its visitors, and what is being done about it.
 *
 * @param suspended its row is disabled and its route leads to the unavailable Service
 * @param maintenance the operator has put its Moodle into maintenance
 * @param task what a Job is to do; null for nothing
 */
public record Upkeep(boolean suspended, boolean maintenance, @Nullable Task task) {
  /** Nothing of it. */
  public static final Upkeep NONE = new Upkeep(false, false, null);

  Upkeep suspended(boolean now) {
    return new Upkeep(now, maintenance, task);
  }

  Upkeep with(Task next) {
    return new Upkeep(suspended, maintenance, next);
  }

  /** Of a tenant that comes back: its folder is not to be removed any more. */
  Upkeep back() {
    return task != null && task.kind() == TaskKind.TRASH
        ? new Upkeep(suspended, maintenance, null)
        : this;
  }

  Upkeep done(TaskKind kind) {
    return new Upkeep(
        suspended,
        switch (kind) {
          case MAINTENANCE_ON -> true;
          case MAINTENANCE_OFF -> false;
          case TRASH -> maintenance;
        },
        null);
  }
}
