package io.vmoodle.operator.ledger;

/** The answer to a claim. */
public sealed interface ClaimOutcome {
  /**
   * All names are the tenant's: since now, or since before (then {@code tenant} is what was there,
   * with its own id and names, and perhaps with the uid of an earlier resource of that name).
   */
  record Claimed(LedgerTenant tenant) implements ClaimOutcome {}

  /**
   * Nothing was claimed, because another tenant of the platform holds one of the names.
   *
   * @param kind what is held
   * @param value the name, in lower case
   * @param holderNamespace namespace of the VirtualMoodle that holds it
   * @param holderName name of the VirtualMoodle that holds it
   */
  record Taken(ClaimKind kind, String value, String holderNamespace, String holderName)
      implements ClaimOutcome {}

  /** Nothing was claimed: data of an earlier resource of this namespace and name is retained. */
  record Retained(LedgerTenant tenant) implements ClaimOutcome {}
}
