package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** Hosts that tenants of other namespaces may claim. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostGrant(
    @Required
        @Size(min = 1, max = 240)
        @ValidationRule(
            value = Cel.HOST_SUFFIX,
            message =
                "must be a dot and a lower-case DNS name, such as .example.edu: no "
                    + "wildcard, no port, no IP address")
        @ValidationRule(
            value = "!self.matches('^(.*[.])?(svc|cluster[.]local)$')",
            message = "must not end in .svc or .cluster.local: such hosts are the cluster's own")
        @JsonPropertyDescription(
            """
            End of the hosts, beginning with a dot: .example.edu grants hugo.example.edu \
            and a.b.example.edu, but not example.edu itself. At most 240 characters.""")
        String suffix,
    @JsonPropertyDescription(
            """
            The namespaces whose tenants may claim these hosts, by their labels. Default: \
            all that may hold tenants.""")
        @Nullable NamespaceSelector namespaceSelector) {}
