package io.vmoodle.operator.tenant.work;

/** Hears of every durable step that was done for a tenant, right after it. */
@FunctionalInterface
public interface StepListener {
  /** Hears nothing. */
  StepListener NONE = (tenant, step) -> {};

  /**
   * A step was done and is durable; the next one was not begun.
   *
   * @param tenant {@code namespace/name} of the tenant
   * @param step the step's name, such as {@code Claim}
   */
  void done(String tenant, String step);
}
