package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.SecretRef;
import org.jspecify.annotations.Nullable;

/** A Moodle that exists already. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExistingMoodle(
    String server,
    String database,
    String tablePrefix,
    String dataDir,
    @Nullable SecretRef credentialsSecretRef) {
  /** Moodle's usual table prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "mdl_";

  /** Fills in the default of an absent prefix. */
  public ExistingMoodle {
    tablePrefix = tablePrefix == null ? DEFAULT_TABLE_PREFIX : tablePrefix;
  }
}
