package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** How far a platform's rollouts have come; in the ledger's table {@code platform}. */
public final class Milestones {
  private final Fences fences;
  private final LedgerTables tables;

  /** Those of the platform that a ledger is of. */
  public Milestones(Ledger ledger) {
    this.fences = ledger.fences;
    this.tables = fences.platforms().tables();
  }

  /** How far they have come. Any leader may read. */
  public RolloutMilestone now() {
    return fences
        .transactions()
        .run("read how far the rollout is", connection -> read(connection, fences.platform().id()));
  }

  /** Notes how far they have come. */
  public RolloutMilestone note(RolloutMilestone milestone) {
    return fences.leading(
        "note how far the rollout is",
        connection -> {
          write(connection, fences.platform().id(), milestone);
          return milestone;
        });
  }

  private RolloutMilestone read(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT proven_release, canary_release, canaries_at FROM %s WHERE id = ?"
                .formatted(tables.platform()))) {
      query.setLong(1, platformId);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          return RolloutMilestone.NONE;
        }
        var millis = rows.getLong("canaries_at");
        var at = rows.wasNull() ? null : Instant.ofEpochMilli(millis);
        return new RolloutMilestone(
            rows.getString("proven_release"), rows.getString("canary_release"), at);
      }
    }
  }

  private void write(Connection connection, long platformId, RolloutMilestone milestone)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET proven_release = ?, canary_release = ?, canaries_at = ? WHERE id = ?"
                .formatted(tables.platform()))) {
      var at = milestone.canariesAt();
      update.setString(1, milestone.proven());
      update.setString(2, milestone.target());
      update.setObject(3, at == null ? null : at.toEpochMilli(), Types.BIGINT);
      update.setLong(4, platformId);
      update.executeUpdate();
    }
  }
}
