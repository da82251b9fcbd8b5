package io.vmoodle.operator.database;

import java.sql.SQLException;
import java.util.List;

/** What the ledger and the registry need an engine to say in its own way. */
public interface LedgerDialect {
  /** The value of a row's {@code vdbtype}: Moodle's driver for the engine. */
  String moodleDriver();

  /**
   * A table of a main Moodle, quoted, on a connection of the registry.
   *
   * @param database named in SQL where a connection reaches several (MariaDB)
   */
  String moodleTable(String database, String table);

  /** Creates, unless it is there, what holds the ledger's tables next to the registry. */
  String createLedgerSpace(String name);

  /** What follows FOR UPDATE to lock only the rows of one of several tables, where it can. */
  String ofTable(String alias);

  /** What follows the columns of a new table, so that all its texts compare byte by byte. */
  String byteWiseTable();

  /**
   * Has the column's index in the order of bytes, too, where {@link #byteWiseTable} does not do it.
   * May run again.
   */
  List<String> orderByBytes(String table, String column, String type);

  /** What follows a SELECT, so that its rows stay as they are until the transaction ends. */
  String shareLock();

  /** Asks for the session's lock of the bound name without waiting; answers 1 when it is held. */
  String tryLock();

  /** Lets go of the session's lock of the bound name. */
  String unlock();

  /** Somebody was faster with a unique key; what he wrote can be read in the next transaction. */
  boolean isDuplicateKey(SQLException failure);

  /** Transactions were in each other's way; the same one may succeed when it runs again. */
  boolean isContention(SQLException failure);
}
