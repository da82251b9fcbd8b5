package io.vmoodle.operator.api;

/** The kind of a database server. */
public enum Engine {
  /** MariaDB 10.6 or newer. */
  MariaDB,
  /** PostgreSQL 15 or newer. */
  PostgreSQL
}
