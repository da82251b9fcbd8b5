package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;

/**
 * The Job of a tenant's {@link Task}.
 *
 * @param verdict what became of it
 * @param due whether it may be made: the attempt before it was long enough ago
 */
public record UpkeepJob(JobVerdict verdict, boolean due) {
  /** There is no task, or no Job of it. */
  public static final UpkeepJob NONE = new UpkeepJob(new JobVerdict.Absent(), true);

  /** Its name; no other Job of the tenant ever has the same. */
  public static String name(String tenantId, Task task) {
    return "vm-%s-%s-%d".formatted(tenantId, word(task.kind()), task.number());
  }

  private static String word(TaskKind kind) {
    return switch (kind) {
      case MAINTENANCE_ON, MAINTENANCE_OFF -> "maintenance";
      case TRASH -> "trash";
    };
  }
}
