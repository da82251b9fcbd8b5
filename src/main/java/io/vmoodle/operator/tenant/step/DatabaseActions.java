package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.TenantAccount;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.GeneratedPassword;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.plan.Blocked;
import java.util.List;

/** What is done on a tenant's database server, and with the Secret that opens its database. */
public final class DatabaseActions {
  private final DatabaseSecrets secrets;
  private final Events events;

  public DatabaseActions(DatabaseSecrets secrets, Events events) {
    this.secrets = secrets;
    this.events = events;
  }

  void createSecret(TenantAtWork tenant) {
    secrets.create(tenant, credentials(tenant));
  }

  /** The user name follows from the tenant's id; the password is whoever edits it last's. */
  void correctSecret(TenantAtWork tenant) {
    var access = tenant.world().access();
    secrets.replace(tenant, access.planned() ? access.next() : null);
  }

  /**
   * A Secret that was lost is made again from the row, so that a serving Moodle goes on; where the
   * row does not open the database either, with a new password.
   */
  private static Credentials credentials(TenantAtWork tenant) {
    var row = tenant.world().row();
    if (!tenant.world().created()) {
      return new Credentials(requireNonNull(row).vdblogin(), row.vdbpass());
    }
    var login = tenant.ledger().login();
    return row != null && tenant.world().rowIsOwn() && isWorth(tenant, row)
        ? new Credentials(login, row.vdbpass())
        : new Credentials(login, GeneratedPassword.create().value());
  }

  /** A login that is locked or gone cannot be tried; it will get the row's password again. */
  private static boolean isWorth(TenantAtWork tenant, RegistryRow row) {
    if (row.vdbpass().isEmpty() || !row.vdblogin().equals(tenant.ledger().login())) {
      return false;
    }
    var there =
        tenant.world().login() == Presence.PRESENT || tenant.world().login() == Presence.REFUSED;
    return !there
        || tenant.world().database() != Presence.PRESENT
        || tenant
            .server()
            .canLogin(tenant.ledger().database(), new Credentials(row.vdblogin(), row.vdbpass()));
  }

  void prepareLogin(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    tenant
        .server()
        .createLogin(
            new TenantAccount(
                login,
                requireNonNull(tenant.world().credentials()).password(),
                tenant.maxConnections()));
    tenant.server().unlock(login);
    if (tenant.world().database() == Presence.PRESENT) {
      // A login that was dropped by hand took its rights along.
      tenant.server().grantDatabase(new TenantDatabase(tenant.ledger().database(), login));
    }
    tenant.contents().setLogin(tenant.names(), login, false, tenant.maxConnections());
    if (tenant.world().login() == Presence.REFUSED) {
      tenant.fleet().setRefused(tenant.wish().tenant(), false);
      events.warning(
          tenant.resource(),
          Reason.CredentialsMended,
          "Login %s did not let Moodle in with what registry and Secret say. Its password and rights were set again."
              .formatted(login));
    }
  }

  void limitLogin(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    tenant.server().limit(login, tenant.maxConnections());
    tenant.contents().setLogin(tenant.names(), login, false, tenant.maxConnections());
  }

  void prepareDatabase(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    tenant.server().createDatabase(new TenantDatabase(ledger.database(), ledger.login()));
    tenant.contents().saw(tenant.names(), ledger.database());
  }

  /** Whether the server itself says that the database is gone. */
  boolean isGone(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    if (!tenant.server().exists(ledger.database())) {
      return true;
    }
    if (tenant.world().created()) {
      // Restored by hand, it is open to whoever the restoring opened it to.
      tenant.server().grantDatabase(new TenantDatabase(ledger.database(), ledger.login()));
    }
    tenant.contents().saw(tenant.world().created() ? tenant.names() : null, ledger.database());
    return false;
  }

  /** Both logins: one that served before may not be locked yet. */
  void lockLogin(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    for (var each : List.of(tenant.names().otherLogin(login), login)) {
      if (tenant.contents().login(each).isPresent()) {
        lock(tenant, each);
      }
    }
  }

  private static void lock(TenantAtWork tenant, String login) {
    tenant.server().lock(login);
    if (!SessionsEnd.await(() -> tenant.server().endSessions(login))) {
      throw Blocked.byTime(
          ConditionType.DatabaseReady,
          Reason.Deleting,
          "Login %s is locked; its last sessions are coming to their end.".formatted(login));
    }
    tenant.contents().setLogin(tenant.names(), login, true, tenant.maxConnections());
  }

  void dropDatabase(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    // Those of attempts that failed and copies, too: some may not have been dropped yet.
    var last = Math.max(ledger.generation(), ledger.generations().last());
    for (int generation = 1; generation <= last; generation++) {
      if (generation != ledger.generation()) {
        tenant.server().dropDatabase(tenant.names().database(generation));
        tenant.contents().gone(tenant.names().database(generation));
      }
    }
    tenant.server().dropDatabase(ledger.database());
    for (var login : List.of(tenant.names().loginA(), tenant.names().loginB())) {
      tenant.server().dropLogin(login);
      tenant.contents().gone(login);
    }
    tenant.contents().gone(ledger.database());
  }

  void removeSecret(TenantAtWork tenant) {
    secrets.remove(tenant);
  }
}
