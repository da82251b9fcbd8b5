package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.TenantAccount;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.kube.GeneratedPassword;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.plan.Blocked;

/** What is done to have a tenant's Moodle log in with another login and password. */
public final class RotationActions {
  private final DatabaseSecrets secrets;

  public RotationActions(DatabaseSecrets secrets) {
    this.secrets = secrets;
  }

  /** Stores the next password: one that somebody wrote into the Secret, or a new one. */
  void plan(TenantAtWork tenant) {
    var wished = tenant.world().access().next();
    secrets.replace(
        tenant,
        wished != null
            ? wished
            : new Credentials(
                tenant.names().otherLogin(tenant.ledger().login()),
                GeneratedPassword.create().value()));
  }

  /** The password comes before the lock goes, so that an old one opens nothing. */
  void prepareNext(TenantAtWork tenant, String database) {
    var next = requireNonNull(tenant.world().access().next());
    var login = next.username();
    var server = tenant.server();
    server.createLogin(new TenantAccount(login, next.password(), tenant.maxConnections()));
    server.unlock(login);
    server.grantDatabase(new TenantDatabase(database, login));
    tenant.contents().setLogin(tenant.names(), login, false, tenant.maxConnections());
    if (!server.canLogin(database, next)) {
      throw Blocked.byTime(
          ConditionType.DatabaseReady,
          Reason.CredentialsRejected,
          "Login %s, which is to serve next, cannot log in to database %s although it was just made. Login %s goes on serving; it is tried again by itself."
              .formatted(login, database, tenant.ledger().login()));
    }
  }

  /**
   * Locks the login that served before.
   *
   * @return false while it has sessions that may go on for now
   */
  boolean retire(TenantAtWork tenant) {
    var login = tenant.names().otherLogin(tenant.ledger().login());
    var server = tenant.server();
    var overdue = tenant.world().logins().other() == OtherLogin.OVERDUE;
    if (!overdue && server.sessions(login) > 0) {
      return false;
    }
    server.lock(login);
    if (!SessionsEnd.await(() -> server.endSessions(login))) {
      return false;
    }
    tenant.contents().setLogin(tenant.names(), login, true, tenant.maxConnections());
    tenant.fleet().saw(tenant.platform().ledger().recordClosed(tenant.ledger()));
    return true;
  }
}
