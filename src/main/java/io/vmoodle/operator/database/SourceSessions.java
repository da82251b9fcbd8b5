package io.vmoodle.operator.database;

/** What is done with a tenant's own sessions in a database that is to be copied. */
public enum SourceSessions {
  /** They go on, and nothing is copied while there are any. */
  KEEP,
  /** They are ended first. Lock the logins, or keep Moodle from coming back, before. */
  END
}
