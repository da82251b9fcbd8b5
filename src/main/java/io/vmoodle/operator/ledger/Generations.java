package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The databases of a tenant besides the one that it has.
 *
 * @param last the highest generation that was ever named; 0: that of the database that it has
 * @param kept those that are there, or may be
 */
public record Generations(int last, List<Kept> kept) {
  /** There is none. */
  public static final Generations NONE = new Generations(0, List.of());

  /** Copies what it is given. */
  public Generations {
    kept = List.copyOf(kept);
  }

  /**
   * A database that was served before, or is a copy.
   *
   * @param generation the number in its name
   * @param since from when on it is kept for as long as the platform says; null: what is being done
   *     to the tenant needs it
   */
  public record Kept(int generation, @Nullable Instant since) {
    /** As the ledger stores times. */
    public Kept {
      since = since == null ? null : since.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A number that no database of the tenant had. */
  int next(int current) {
    return Math.max(last, current) + 1;
  }
}
