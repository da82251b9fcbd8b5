package io.vmoodle.operator.ledger;

/** How far an operation has come. */
public enum OperationStep {
  /** Its Job is named, and nothing of it can have run. */
  PLANNED,
  /** Its Job was seen, so it may have run, whatever became of it. */
  STARTED,
  /** The operator removed its Job along with the tenant; it may have run before. */
  WITHDRAWN
}
