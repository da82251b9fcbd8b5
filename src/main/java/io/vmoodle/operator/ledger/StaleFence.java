package io.vmoodle.operator.ledger;

/** The tenant was changed, or removed, since it was read: read it again and decide anew. */
public final class StaleFence extends RuntimeException {
  StaleFence(LedgerTenant tenant) {
    super("tenant %s changed since it was read".formatted(tenant.id()));
  }
}
