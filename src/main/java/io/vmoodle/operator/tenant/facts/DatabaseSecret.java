package io.vmoodle.operator.tenant.facts;

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
import org.jspecify.annotations.Nullable;

/**
 * The Secret {@code vm-<id>-db} in the platform's namespace: what a tenant's Moodle logs in with
 * and, while that is being changed, what it logs in with next.
 */
public final class DatabaseSecret {
  private static final String USERNAME = "username";

  /** Key of the password that Moodle logs in with. */
  public static final String PASSWORD = "password";

  private static final String NEXT_USERNAME = "next-username";
  private static final String NEXT_PASSWORD = "next-password";

  /**
   * What one holds.
   *
   * @param current what Moodle logs in with
   * @param next what it is to log in with soon, stored before a login has this password; null at
   *     other times
   */
  public record Stored(Credentials current, @Nullable Credentials next) {}

  private DatabaseSecret() {}

  /** Its name, in the platform's namespace. */
  public static String name(String tenantId) {
    return "vm-" + tenantId + "-db";
  }

  /** The Secret as it is stored. */
  public static Secret of(
      Wish wish, LedgerTenant tenant, Credentials credentials, @Nullable Credentials next) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(wish.platform().namespace())
            .withName(name(tenant.id()))
            .withLabels(Labels.ofTenant(wish.platform().name(), tenant.id()))
            .withAnnotations(Labels.annotationsOfTenant(wish.namespace(), wish.name()))
            .endMetadata()
            .addToData(USERNAME, encode(credentials.username()))
            .addToData(PASSWORD, encode(credentials.password()));
    if (next != null) {
      secret
          .addToData(NEXT_USERNAME, encode(next.username()))
          .addToData(NEXT_PASSWORD, encode(next.password()));
    }
    return secret.build();
  }

  /** What is in it; empty when the key of what Moodle logs in with is missing or holds nothing. */
  public static Optional<Stored> read(Secret secret) {
    var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
    var next = credentials(data, NEXT_USERNAME, NEXT_PASSWORD).orElse(null);
    return credentials(data, USERNAME, PASSWORD).map(current -> new Stored(current, next));
  }

  private static Optional<Credentials> credentials(
      Map<String, String> data, String usernameKey, String passwordKey) {
    var username = decode(data.getOrDefault(usernameKey, ""));
    var password = decode(data.getOrDefault(passwordKey, ""));
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
