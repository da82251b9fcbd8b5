package io.vmoodle.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A port of a Service in the platform's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceRef(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = Cel.SERVICE_NAME,
            message =
                "must be the name of a Service: lower-case letters, digits and '-', beginning with"
                    + " a letter")
        @JsonPropertyDescription("Name of the Service, in the platform's namespace.")
        String name,
    @Default("80")
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Number of the Service's port (its port, not the pods' targetPort). Default: 80.")
        Integer port) {
  /** The port when none is named. */
  public static final int DEFAULT_PORT = 80;

  /** Fills in the default of an absent port. */
  public ServiceRef {
    port = port == null ? DEFAULT_PORT : port;
  }
}
