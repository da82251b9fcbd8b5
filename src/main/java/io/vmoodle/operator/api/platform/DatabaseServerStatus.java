package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What was seen of one database server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseServerStatus(
    String name,
    @Nullable String identity,
    @Nullable String version,
    boolean ready,
    @Nullable String reason,
    @Nullable String message) {}
