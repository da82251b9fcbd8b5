package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.SecretRef;
import org.jspecify.annotations.Nullable;

/** Where the table of virtual Moodles lives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RegistrySpec(
    String server, String database, String tablePrefix, @Nullable SecretRef credentialsSecretRef) {
  /** Moodle's usual table prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "mdl_";

  /** Fills in the default of an absent prefix. */
  public RegistrySpec {
    tablePrefix = tablePrefix == null ? DEFAULT_TABLE_PREFIX : tablePrefix;
  }
}
