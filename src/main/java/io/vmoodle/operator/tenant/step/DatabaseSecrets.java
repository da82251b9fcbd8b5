package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Secrets;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.watch.Children;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored Secrets with the credentials of tenants' databases. */
public final class DatabaseSecrets {
  private final KubernetesClient client;
  private final Secrets secrets;
  private final Children<Secret> stored;

  public DatabaseSecrets(KubernetesClient client, Secrets secrets, Children<Secret> stored) {
    this.client = client;
    this.secrets = secrets;
    this.stored = stored;
  }

  /** Stores the tenant's Secret, or takes the one that is there. */
  void create(TenantAtWork tenant, Credentials credentials) {
    var desired = DatabaseSecret.of(tenant.wish(), tenant.ledger(), credentials, null);
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

  /**
   * Has the tenant's Secret hold this and nothing else.
   *
   * @param next what Moodle is to log in with next; null where nothing is to change
   */
  void replace(TenantAtWork tenant, @Nullable Credentials next) {
    var current = requireNonNull(tenant.world().credentials());
    var desired = DatabaseSecret.of(tenant.wish(), tenant.ledger(), current, next);
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

  void remove(TenantAtWork tenant) {
    stored
        .find(tenant.wish().platform().namespace(), DatabaseSecret.name(tenant.ledger().id()))
        .ifPresent(
            secret -> {
              client.resource(secret).lockResourceVersion().delete();
              stored.gone(secret);
            });
  }
}
