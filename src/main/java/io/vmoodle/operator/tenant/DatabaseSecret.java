package io.vmoodle.operator.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.LedgerTenant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Secret {@code vm-<id>-db} in the platform's namespace: what a tenant's Moodle logs in with.
 */
final class DatabaseSecret {
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";

  private DatabaseSecret() {}

  static String name(String tenantId) {
    return "vm-" + tenantId + "-db";
  }

  static Secret of(Wish wish, LedgerTenant tenant, Credentials credentials) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(wish.platform().namespace())
        .withName(name(tenant.id()))
        .withLabels(Labels.ofTenant(wish.platform().name(), tenant.id()))
        .withAnnotations(Labels.annotationsOfTenant(wish.namespace(), wish.name()))
        .endMetadata()
        .addToData(USERNAME, encode(credentials.username()))
        .addToData(PASSWORD, encode(credentials.password()))
        .build();
  }

  /** The credentials in it; empty when a key is missing or holds nothing. */
  static Optional<Credentials> read(Secret secret) {
    var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
    var username = decode(data.getOrDefault(USERNAME, ""));
    var password = decode(data.getOrDefault(PASSWORD, ""));
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credentials(username, password));
  }

  private static String encode(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
  }

  private static String decode(String value) {
    return new String(Base64.getDecoder().decode(value), UTF_8);
  }
}
