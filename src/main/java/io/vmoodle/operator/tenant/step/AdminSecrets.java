package io.vmoodle.operator.tenant.step;

import static io.vmoodle.operator.tenant.facts.InstallNames.PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.GeneratedPassword;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Removal;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues;
import io.vmoodle.operator.kube.Secrets;
import io.vmoodle.operator.tenant.facts.InstallNames;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.watch.Children;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The administrator's password: in the tenant's namespace, where a person finds it or has put it,
 * and for the time of the Job in the platform's, where the Job finds it.
 */
public final class AdminSecrets {
  private static final String USERNAME = "username";

  private final Secrets secrets;
  private final Removal removal;
  private final SecretReader reader;
  private final Children<Secret> stored;

  public AdminSecrets(
      Secrets secrets, Removal removal, SecretReader reader, Children<Secret> stored) {
    this.secrets = secrets;
    this.removal = removal;
    this.reader = reader;
    this.stored = stored;
  }

  /** Makes a password where nobody chose one; one that was made before stays. */
  void create(TenantAtWork tenant) {
    store(
        secret(
            tenant,
            tenant.wish().namespace(),
            InstallNames.adminSecret(tenant.ledger().id()),
            Map.of(
                USERNAME,
                tenant.wish().spec().site().admin().username(),
                PASSWORD,
                GeneratedPassword.create().value())));
  }

  /** Stores what the Job reads: the password as it is now, in the place of an earlier copy. */
  void copyForJob(TenantAtWork tenant) {
    var copy =
        secret(
            tenant,
            tenant.wish().platform().namespace(),
            InstallNames.secret(tenant.ledger().id()),
            Map.of(PASSWORD, password(tenant)));
    if (tenant.world().installation().secretStored()) {
      remove(copy);
    }
    store(copy);
  }

  void removeCopy(TenantAtWork tenant) {
    remove(
        secret(
            tenant,
            tenant.wish().platform().namespace(),
            InstallNames.secret(tenant.ledger().id()),
            Map.of()));
  }

  void remove(TenantAtWork tenant) {
    remove(
        secret(
            tenant,
            tenant.wish().namespace(),
            InstallNames.adminSecret(tenant.ledger().id()),
            Map.of()));
  }

  /** Read by name at the moment when it is needed: a person's Secret is watched by nobody. */
  private String password(TenantAtWork tenant) {
    var named = tenant.wish().spec().site().admin().passwordSecretRef();
    var values =
        named == null
            ? reader.read(
                tenant.wish().namespace(), InstallNames.adminSecret(tenant.ledger().id()), PASSWORD)
            : reader.readOfTenant(tenant.wish().namespace(), named.name(), named.key());
    if (values instanceof SecretValues.Found found) {
      return found.get(named == null ? PASSWORD : named.key());
    }
    throw Blocked.byTime(
        ConditionType.Installed,
        Reason.SecretKeyMissing,
        "The Secret with the administrator's password went, or lost its key, just now. It is looked at again by itself.");
  }

  private void store(Secret desired) {
    switch (secrets.createOrRead(desired)) {
      case Secrets.Stored.Created(Secret secret) -> stored.saw(secret);
      case Secrets.Stored.Existing(Secret secret) -> stored.saw(secret);
      case Secrets.Stored.Foreign(String why) ->
          throw Blocked.byPerson(ConditionType.Installed, Reason.SecretConflict, why + ".");
    }
  }

  private void remove(Secret marked) {
    var known = stored.find(marked.getMetadata().getNamespace(), marked.getMetadata().getName());
    removal.remove(marked);
    known.ifPresent(stored::gone);
  }

  private static Secret secret(
      TenantAtWork tenant, String namespace, String name, Map<String, String> values) {
    var data = new TreeMap<String, String>();
    values.forEach(
        (key, value) -> data.put(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(Labels.ofTenant(tenant.wish().platform().name(), tenant.ledger().id()))
        .withAnnotations(
            Labels.annotationsOfTenant(tenant.wish().namespace(), tenant.wish().name()))
        .endMetadata()
        .withData(data)
        .build();
  }
}
