package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What was seen of one release. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseStatus(
    @Required @JsonPropertyDescription("Name of the release in spec.releases.") String name,
    @Required @JsonPropertyDescription("Whether the release's Service exists and has the port.")
        boolean ready,
    @JsonPropertyDescription("Why it is not ready, in one word.") @Nullable String reason) {}
