package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A Secret or ConfigMap whose keys become environment variables of a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.secretRef) != has(self.configMapRef)",
    message = "takes exactly one of secretRef and configMapRef")
public record PodEnvFrom(
    @JsonPropertyDescription("A Secret in the platform's namespace.")
        @Nullable PodObjectRef secretRef,
    @JsonPropertyDescription("A ConfigMap in the platform's namespace.")
        @Nullable PodObjectRef configMapRef) {}
