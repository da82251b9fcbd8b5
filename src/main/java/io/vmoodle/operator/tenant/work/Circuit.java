package io.vmoodle.operator.tenant.work;

import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.tenant.step.TenantAtWork;

/**
 * Keeps one database server that does not answer from taking all threads: who waited for it in vain
 * asks it once more, and if it does not answer that, either, the others do not begin to wait.
 */
public final class Circuit {
  private Circuit() {}

  /** A step for the tenant failed; it may have had to do with its server. */
  static void afterFailure(TenantAtWork tenant, DatabaseException failure) {
    var name = tenant.ledger().server();
    var server = tenant.platform().server(name);
    if (failure.kind() != Kind.UNAVAILABLE || server.isEmpty()) {
      return;
    }
    try {
      // One that is only busy answers this.
      server.get().requireAnswer();
    } catch (DatabaseException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        tenant.fleet().on(name).failed(DatabaseFindings.of(e));
      }
    }
  }
}
