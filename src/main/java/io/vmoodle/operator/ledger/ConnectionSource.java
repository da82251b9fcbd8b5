package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections, as the admin, to where the ledger and the registry are: the registry's server
 * on MariaDB, the registry's database on PostgreSQL. The ledger closes what it opens.
 */
@FunctionalInterface
public interface ConnectionSource {
  /** Opens, or takes from a pool, a connection in auto-commit mode, read committed. */
  Connection open() throws SQLException;
}
