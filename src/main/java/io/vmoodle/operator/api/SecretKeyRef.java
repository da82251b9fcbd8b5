package io.vmoodle.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One key of a Secret. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretKeyRef(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a Secret: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the Secret, in the tenant's own namespace.")
        String name,
    @Default("\"password\"")
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self.matches('^[-._a-zA-Z0-9]+$')",
            message =
                "must be a key that a Secret can have: ASCII letters, digits, '-', '_' and '.'")
        @JsonPropertyDescription("The key in the Secret's data. Default: password.")
        String key) {
  /** The key that is read when none is named. */
  public static final String DEFAULT_KEY = "password";

  /** Fills in the default of an absent key. */
  public SecretKeyRef {
    key = key == null ? DEFAULT_KEY : key;
  }
}
