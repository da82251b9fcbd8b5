package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;

/** The key of a Secret that holds certificates of authorities. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CaSecretRef(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a Secret: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the Secret, in the platform's namespace.")
        String name,
    @Default("\"ca.crt\"")
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self.matches('^[-._a-zA-Z0-9]+$')",
            message =
                "must be a key that a Secret can have: ASCII letters, digits, '-', '_' and '.'")
        @JsonPropertyDescription(
            "The key in the Secret's data, whose value is one or more certificates as PEM. Default: ca.crt.")
        String key) {
  /** The key that is read when none is named; cert-manager and others use it. */
  public static final String DEFAULT_KEY = "ca.crt";

  /** Fills in the default of an absent key. */
  public CaSecretRef {
    key = key == null ? DEFAULT_KEY : key;
  }
}
