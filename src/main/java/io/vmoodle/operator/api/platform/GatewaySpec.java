package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.List;

/** What the HTTPRoutes of tenants have in common. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewaySpec(
    @Required
        @Size(min = 1, max = 8)
        @ValidationRule(
            value =
                "self.all(a, self.exists_one(b, "
                    + Cel.SAME_GATEWAY
                    + " && (has(a.sectionName) ? a.sectionName : '')"
                    + " == (has(b.sectionName) ? b.sectionName : '')))",
            message =
                "the same Gateway may be listed more than once only with another sectionName each")
        @ValidationRule(
            value =
                "self.all(a, self.all(b, !("
                    + Cel.SAME_GATEWAY
                    + ") || has(a.sectionName) == has(b.sectionName)))",
            message = "a Gateway that is listed more than once needs a sectionName in each entry")
        @JsonPropertyDescription(
            """
            The Gateways that serve tenants, with a listener each if only one is meant; \
            from 1 to 8. Their listeners must allow routes from the platform's namespace.""")
        List<GatewayParentRef> parentRefs) {
  /** Turns an absent list into an empty one. */
  public GatewaySpec {
    parentRefs = parentRefs == null ? List.of() : List.copyOf(parentRefs);
  }
}
