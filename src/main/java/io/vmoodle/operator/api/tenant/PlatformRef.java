package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** The platform that a tenant belongs to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlatformRef(
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.LABEL,
            message = "must be the name of a MoodlePlatform: " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription("Name of the MoodlePlatform.")
        String name,
    @Size(min = 1, max = 63)
        @ValidationRule(
            value = Cel.LABEL,
            message = "must be the name of a namespace: " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription(
            """
            Namespace of the MoodlePlatform, which must admit tenants from this namespace \
            (its tenants.namespaces). Default: the tenant's own namespace.""")
        @Nullable String namespace) {
  /** The platform's namespace: the named one, else the tenant's own. */
  public String namespaceOr(String own) {
    return namespace == null ? own : namespace;
  }
}
