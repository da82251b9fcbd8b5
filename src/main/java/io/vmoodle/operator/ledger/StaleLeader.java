package io.vmoodle.operator.ledger;

/** A newer leader acts for the platform: stop, this process must not touch it any more. */
public final class StaleLeader extends RuntimeException {
  StaleLeader(long platformId, long epoch) {
    super("the term %d of this leader for platform %d is over".formatted(epoch, platformId));
  }
}
