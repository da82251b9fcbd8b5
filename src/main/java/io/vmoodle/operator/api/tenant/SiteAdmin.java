package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/** The first administrator of a new Moodle. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteAdmin(
    String username, @Nullable String email, @Nullable SecretKeyRef passwordSecretRef) {
  /** The user name when none is given. */
  public static final String DEFAULT_USERNAME = "admin";

  /** The default user name, a generated password. */
  public static final SiteAdmin DEFAULT = new SiteAdmin(DEFAULT_USERNAME, null, null);

  /** Fills in the default of an absent user name. */
  public SiteAdmin {
    username = username == null ? DEFAULT_USERNAME : username;
  }
}
