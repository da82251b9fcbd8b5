package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;

/** What to say when another tenant holds a name. */
public final class ClaimConflict {
  private ClaimConflict() {}

  /** What to say of a name that another tenant has. */
  public static Stop stop(Wish wish, Taken taken) {
    // Namespaces need not know of each other's tenants.
    var holder =
        taken.holderNamespace().equals(wish.namespace())
            ? "VirtualMoodle " + taken.holderName()
            : "A tenant of another namespace";
    var finding =
        switch (taken.kind()) {
          case URL ->
              new Finding(
                  Reason.AddressConflict,
                  "%s has the address %s. Make another tenant with another address, which cannot be changed; or delete that one, if it is not wanted."
                      .formatted(holder, taken.value()));
          case DATABASE ->
              new Finding(
                  Reason.DatabaseClaimed,
                  "%s has the database %s. Make another tenant with another source.existing.database: source cannot be changed."
                      .formatted(holder, taken.value()));
          case DATA_DIR ->
              new Finding(
                  Reason.DataDirClaimed,
                  "%s has the data folder %s, one in it, or one around it. Make another tenant with another source.existing.dataDir: source cannot be changed."
                      .formatted(holder, taken.value()));
          case LOGIN, TENANT_ID ->
              new Finding(
                  Reason.Progressing,
                  "The generated names were taken. Others are tried by itself.");
        };
    return new Stop(
        ConditionType.Accepted,
        finding,
        finding.reason() == Reason.Progressing ? WaitsFor.TIME : WaitsFor.PERSON);
  }
}
