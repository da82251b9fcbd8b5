package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** A Gateway that serves tenants, or one of its listeners. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewayParentRef(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a Gateway: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the Gateway.")
        String name,
    @Size(min = 1, max = 63)
        @ValidationRule(
            value = Cel.LABEL,
            message = "must be the name of a namespace: " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription("Namespace of the Gateway. Default: the platform's.")
        @Nullable String namespace,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a listener: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the Gateway's listener that serves tenants, usually the one for HTTPS. \
            Default: every listener that allows it.""")
        @Nullable String sectionName,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            """
            Port of the listeners that serve tenants; sectionName is the better choice. \
            Default: any port.""")
        @Nullable Integer port) {}
