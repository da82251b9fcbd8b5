package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/** The first administrator of a new Moodle. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteAdmin(
    @Default("\"admin\"")
        @Size(min = 1, max = 100)
        @ValidationRule(
            value = "self.matches('^[a-z0-9_.@-]+$')",
            message =
                "must be a Moodle user name: lower-case letters, digits, '-', '_', '.' "
                    + "and '@'")
        @ValidationRule(
            value = "self != 'guest'",
            message = "guest is Moodle's own; choose another user name")
        @JsonPropertyDescription("User name, at most 100 characters. Default: admin.")
        String username,
    @Size(min = 1, max = 100)
        @ValidationRule(
            value =
                "self.matches('^[A-Za-z0-9._%+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9]"
                    + ")?[.])+[A-Za-z]{2,}$')",
            message = "must be an e-mail address such as admin@example.edu")
        @JsonPropertyDescription("E-mail address, at most 100 characters. Default: none.")
        @Nullable String email,
    @JsonPropertyDescription(
            """
            Where the password is: a Secret in the tenant's namespace that carries the \
            label vmoodle.io/tenant-secret: "true". Default: a password is made, and kept \
            in a Secret in the tenant's namespace.""")
        @Nullable SecretKeyRef passwordSecretRef) {
  /** The user name when none is given. */
  public static final String DEFAULT_USERNAME = "admin";

  /** The default user name, a generated password. */
  public static final SiteAdmin DEFAULT = new SiteAdmin(DEFAULT_USERNAME, null, null);

  /** Fills in the default of an absent user name. */
  public SiteAdmin {
    username = username == null ? DEFAULT_USERNAME : username;
  }
}
