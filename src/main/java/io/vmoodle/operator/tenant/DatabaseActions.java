package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.TenantAccount;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.kube.GeneratedPassword;
import io.vmoodle.operator.kube.Secrets;
import java.util.List;

/** What is done on a tenant's database server, and with the Secret that opens its database. */
final class DatabaseActions {
  private final KubernetesClient client;
  private final Secrets secrets;
  private final Children<Secret> stored;

  DatabaseActions(KubernetesClient client, Secrets secrets, Children<Secret> stored) {
    this.client = client;
    this.secrets = secrets;
    this.stored = stored;
  }

  void createSecret(TenantAtWork tenant) {
    var desired = DatabaseSecret.of(tenant.wish(), tenant.ledger(), credentials(tenant));
    switch (secrets.createOrRead(desired)) {
      case Secrets.Stored.Created(Secret secret) -> stored.saw(secret);
      case Secrets.Stored.Existing(Secret secret) -> {
        if (DatabaseSecret.read(secret).isEmpty()) {
          throw Blocked.byPerson(
              ConditionType.DatabaseReady,
              Reason.SecretKeyMissing,
              "Secret %s/%s lacks the keys username and password. Delete it; it is made again."
                  .formatted(secret.getMetadata().getNamespace(), secret.getMetadata().getName()));
        }
        stored.saw(secret);
      }
      case Secrets.Stored.Foreign(String why) ->
          throw Blocked.byPerson(ConditionType.DatabaseReady, Reason.SecretConflict, why + ".");
    }
  }

  /** The user name follows from the tenant's id; the password is whoever edits it last's. */
  void correctSecret(TenantAtWork tenant) {
    var desired =
        DatabaseSecret.of(
            tenant.wish(),
            tenant.ledger(),
            new Credentials(
                tenant.ledger().login(), requireNonNull(tenant.world().credentials()).password()));
    stored
        .find(desired.getMetadata().getNamespace(), desired.getMetadata().getName())
        .map(
            secret ->
                new SecretBuilder(secret)
                    .withData(desired.getData())
                    .editMetadata()
                    .withManagedFields(List.of())
                    .endMetadata()
                    .build())
        .ifPresent(secret -> stored.saw(client.resource(secret).lockResourceVersion().update()));
  }

  /** A Secret that was lost is made again from the row, so that a serving Moodle goes on. */
  private static Credentials credentials(TenantAtWork tenant) {
    var row = tenant.world().row();
    if (!tenant.world().created()) {
      return new Credentials(requireNonNull(row).vdblogin(), row.vdbpass());
    }
    var known = tenant.world().rowIsOwn() && !requireNonNull(row).vdbpass().isEmpty();
    return new Credentials(
        tenant.ledger().login(),
        known ? requireNonNull(row).vdbpass() : GeneratedPassword.create().value());
  }

  void prepareLogin(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    tenant
        .server()
        .createLogin(
            new TenantAccount(
                login, requireNonNull(tenant.world().credentials()).password(), limit(tenant)));
    tenant.server().unlock(login);
    if (tenant.world().database() == Presence.PRESENT) {
      // A login that was dropped by hand took its rights along.
      tenant.server().grantDatabase(new TenantDatabase(tenant.ledger().database(), login));
    }
    tenant.contents().setLogin(tenant.names(), login, false);
  }

  private static int limit(TenantAtWork tenant) {
    return tenant
        .wish()
        .platform()
        .server(tenant.ledger().server())
        .orElseThrow()
        .maxConnectionsPerTenant();
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

  void lockLogin(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    tenant.server().lock(login);
    if (!SessionsEnd.await(() -> tenant.server().endSessions(login))) {
      throw Blocked.byTime(
          ConditionType.DatabaseReady,
          Reason.Deleting,
          "Login %s is locked; its last sessions are coming to their end.".formatted(login));
    }
    tenant.contents().setLogin(tenant.names(), login, true);
  }

  void dropDatabase(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    tenant.server().dropDatabase(ledger.database());
    for (var login : List.of(tenant.names().loginA(), tenant.names().loginB())) {
      tenant.server().dropLogin(login);
      tenant.contents().gone(login);
    }
    tenant.contents().gone(ledger.database());
  }

  void removeSecret(TenantAtWork tenant) {
    stored
        .find(tenant.wish().platform().namespace(), DatabaseSecret.name(tenant.ledger().id()))
        .ifPresent(
            secret -> {
              client.resource(secret).lockResourceVersion().delete();
              stored.gone(secret);
            });
  }
}
