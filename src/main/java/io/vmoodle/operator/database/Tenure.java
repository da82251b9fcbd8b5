package io.vmoodle.operator.database;

/**
 * In whose name, and how long, connections are opened.
 *
 * @param instance this run of the operator; each of its sessions can be told by it
 * @param admission is asked after each connection was opened and before it is used
 */
public record Tenure(Instance instance, Admission admission) {
  /** Says whether this process is still the one that acts. */
  @FunctionalInterface
  public interface Admission {
    /** False if it is not, or if that cannot be found out. */
    boolean isGranted();
  }

  /** Of a process that is alone. */
  public static Tenure unlimited() {
    return new Tenure(Instance.create(), () -> true);
  }
}
