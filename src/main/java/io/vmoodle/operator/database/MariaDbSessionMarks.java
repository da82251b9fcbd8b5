package io.vmoodle.operator.database;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * On MariaDB a named lock is the mark: attributes of connections can be read only where the
 * performance schema is on, which it is not by default.
 */
final class MariaDbSessionMarks implements SessionMarks {
  /** More than there are connections of one run to one server. */
  private static final int SLOTS = 64;

  private static final int GONE = 1094;

  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Map<String, String> properties(Instance instance) {
    return Map.of();
  }

  @Override
  public void mark(Connection connection, Instance instance) throws SQLException {
    for (int attempt = 0; attempt < SLOTS; attempt++) {
      var slot = Math.floorMod(next.getAndIncrement(), SLOTS);
      var held =
          Sql.first(
              connection,
              row -> row.getInt(1),
              "SELECT GET_LOCK(?, 0)",
              instance.sessionLock(slot));
      if (held.orElse(0) == 1) {
        return;
      }
    }
    throw new SQLTransientConnectionException("no free mark for another session", "08004");
  }

  @Override
  public int end(Connection connection, Instance instance) throws SQLException {
    var sessions = sessions(connection, instance);
    for (var session : sessions) {
      try {
        Sql.run(connection, "KILL CONNECTION " + session);
      } catch (SQLException e) {
        if (e.getErrorCode() != GONE) {
          throw e;
        }
      }
    }
    return sessions.size();
  }

  /** Of the own account: sessions of another one are another's to end. */
  private static List<Long> sessions(Connection connection, Instance instance) throws SQLException {
    var locks = IntStream.range(0, SLOTS).mapToObj(instance::sessionLock).toArray();
    var holders =
        Sql.first(
                connection,
                row -> {
                  var ids = new ArrayList<Long>();
                  for (int column = 1; column <= SLOTS; column++) {
                    long id = row.getLong(column);
                    if (!row.wasNull()) {
                      ids.add(id);
                    }
                  }
                  return ids;
                },
                "SELECT "
                    + Collections.nCopies(SLOTS, "IS_USED_LOCK(?)").stream().collect(joining(", ")),
                locks)
            .orElseThrow();
    return holders.isEmpty()
        ? List.of()
        : Sql.rows(
            connection,
            row -> row.getLong(1),
            "SELECT id FROM information_schema.processlist"
                + " WHERE user = (SELECT user FROM information_schema.processlist"
                + " WHERE id = connection_id()) AND id IN (%s)"
                    .formatted(holders.stream().map(String::valueOf).collect(joining(", "))));
  }
}
