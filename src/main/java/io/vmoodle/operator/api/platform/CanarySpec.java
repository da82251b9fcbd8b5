package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.Spans;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The tenants that come to a release before all others. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CanarySpec(
    @JsonPropertyDescription(
            """
            The canaries, by the labels of their VirtualMoodles; all of them come first. \
            Default: the first tenants in the order of namespace and name, as many as \
            minimum says.\
            """)
        @Nullable TenantSelector selector,
    @Default("1")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            """
            How many canaries must have come to the release before the others follow, from \
            0 to 1,000; all of the tenants, if there are fewer. With a selector the others \
            follow when all that it chooses are done, and at least so many. 0 without a \
            selector: there are no canaries. Default: 1.\
            """)
        Integer minimum,
    @Default("\"0s\"")
        @Size(min = 2, max = 16)
        @ValidationRule(
            value = "self == '0s' || " + Cel.DURATION,
            message = "must be 0s or " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long after the last canary the others wait, so that people can look at the \
            canaries. Default: 0s.\
            """)
        String soak) {
  /** How many canaries there must be when nothing else is said. */
  public static final int DEFAULT_MINIMUM = 1;

  /** How long they are looked at when nothing else is said. */
  public static final String DEFAULT_SOAK = "0s";

  /** What is so when nothing is said. */
  public static final CanarySpec DEFAULT = new CanarySpec(null, DEFAULT_MINIMUM, DEFAULT_SOAK);

  /** Fills in the defaults of absent fields. */
  public CanarySpec {
    minimum = minimum == null ? DEFAULT_MINIMUM : minimum;
    soak = soak == null ? DEFAULT_SOAK : soak;
  }

  /** How long after the last canary the others wait. */
  public Duration soaks() {
    return Spans.parse(soak, DEFAULT_SOAK);
  }
}
