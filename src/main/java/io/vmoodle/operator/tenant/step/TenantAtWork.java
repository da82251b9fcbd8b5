package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.fleet.Fleet;
import io.vmoodle.operator.platform.fleet.ServerContents;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.Blocked;

/**
 * A tenant that an action is being done for.
 *
 * @param resource its resource
 * @param wish what it is to be
 * @param world how it was found
 * @param platform its platform
 */
public record TenantAtWork(VirtualMoodle resource, Wish wish, World world, OpenPlatform platform) {
  /** The ledger's record of it. */
  public LedgerTenant ledger() {
    return requireNonNull(world.ledger());
  }

  TenantNames names() {
    return new TenantNames(ledger().id());
  }

  /** All tenants of its platform, as last seen. */
  public Fleet fleet() {
    return platform.fleet();
  }

  /** Its database server; planning has made sure that it can be used. */
  DatabaseServer server() {
    return platform
        .server(ledger().server())
        .orElseThrow(
            () ->
                Blocked.byTime(
                    ConditionType.DatabaseReady,
                    Reason.DatabaseUnavailable,
                    "Database server %s cannot be used at the moment. It is tried again by itself."
                        .formatted(ledger().server())));
  }

  /** How many sessions each of its logins may have. */
  int maxConnections() {
    return wish.maxConnections(ledger()).orElseThrow();
  }

  ServerContents contents() {
    return fleet().on(ledger().server());
  }
}
