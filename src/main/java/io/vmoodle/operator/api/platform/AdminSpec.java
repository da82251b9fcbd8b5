package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.SecretRef;
import org.jspecify.annotations.Nullable;

/** How the operator itself reaches a database server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdminSpec(
    @Nullable String host, @Nullable Integer port, SecretRef credentialsSecretRef) {}
