package io.vmoodle.operator.ledger;

/** Where a tenant's database and folder come from. */
public enum Origin {
  /** Made by the operator, under names that it chose. */
  CREATED,
  /** There before the operator; it never creates, alters, locks or drops them. */
  EXISTING
}
