package io.vmoodle.operator.platform.rollout;

/** Where a tenant is on its way to the release that it should be on. */
public enum Standing {
  /** It is on it. */
  DONE,
  /** It is on newer code, and stays there. */
  AHEAD,
  /** Something of its own keeps it from being upgraded. */
  BLOCKED,
  /** Its upgrade failed in this attempt. */
  FAILED,
  /** It is being upgraded, or put back. */
  RUNNING,
  /** It may have its turn now, or later. */
  QUEUED
}
