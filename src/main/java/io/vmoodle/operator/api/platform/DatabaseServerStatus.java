package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What was seen of one database server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseServerStatus(
    @Required @JsonPropertyDescription("Name of the server in spec.databaseServers.") String name,
    @JsonPropertyDescription(
            """
            Identity that the operator gave the server when it first saw it, kept in its \
            database vmoodle_operator. Another identity means another server behind the \
            same host.""")
        @Nullable String identity,
    @JsonPropertyDescription("Version that the server says it has.") @Nullable String version,
    @Required
        @JsonPropertyDescription(
            """
            Whether the server answers, is the one it was, and grants the operator what it \
            needs.""")
        boolean ready,
    @JsonPropertyDescription("Why it is not ready, in one word.") @Nullable String reason,
    @JsonPropertyDescription("Why it is not ready, and what to do.") @Nullable String message) {}
