package io.vmoodle.operator.tenant.step;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues.Found;
import io.vmoodle.operator.platform.server.SecretFindings;
import io.vmoodle.operator.tenant.facts.Wish;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets that a tenant names, in its own namespace and only those that allow it by a label.
 */
public final class TenantSecrets {
  /** Credentials, or why there are none. */
  public record Read(@Nullable Credentials credentials, @Nullable Finding problem) {}

  private final SecretReader secrets;

  public TenantSecrets(SecretReader secrets) {
    this.secrets = secrets;
  }

  /** What an existing Moodle's database is logged into with; empty where no Secret is named. */
  public Optional<Read> credentials(Wish wish) {
    var existing = wish.spec().source().existing();
    var named = existing == null ? null : existing.credentialsSecretRef();
    if (named == null) {
      return Optional.empty();
    }
    var values = secrets.readOfTenant(wish.namespace(), named.name(), "username", "password");
    return Optional.of(
        values instanceof Found found
            ? new Read(new Credentials(found.get("username"), found.get("password")), null)
            : new Read(
                null,
                SecretFindings.of(values, wish.namespace(), named.name(), null).orElseThrow()));
  }

  /** Why the administrator's password cannot be used; null where it can or none is named. */
  public @Nullable Finding adminPasswordProblem(Wish wish) {
    var named = wish.spec().site().admin().passwordSecretRef();
    if (named == null) {
      return null;
    }
    return SecretFindings.of(
            secrets.readOfTenant(wish.namespace(), named.name(), named.key()),
            wish.namespace(),
            named.name(),
            "site.admin.passwordSecretRef")
        .orElse(null);
  }
}
