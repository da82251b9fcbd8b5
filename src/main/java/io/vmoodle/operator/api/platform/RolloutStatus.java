package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * How far the tenants have come to the default release. Of the tenants without a pin, each is
 * counted once.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutStatus(
    @Required @JsonPropertyDescription("The release that they come to: spec.defaultRelease.")
        String target,
    @Required @JsonPropertyDescription("The attempt: spec.rollout.attempt.") int attempt,
    @Required
        @JsonPropertyDescription(
            """
            Where it is, in one word; the reason of the condition RolloutComplete.\
            """)
        String phase,
    @JsonPropertyDescription("The same for people, with what to do.") @Nullable String message,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription(
            "Tenants that are installed and have no pin: the sum of the other counts.")
        int total,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonPropertyDescription("They are on the release.")
        int done,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription(
            """
            Their upgrade failed in this attempt. They serve on the release that they \
            were on, or say that they could not be put back.\
            """)
        int failed,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription(
            """
            Something of their own keeps them from being upgraded, such as a plugin that \
            the release lacks; their condition UpToDate says what.\
            """)
        int blocked,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription(
            "They are on newer code than the release has, and stay there: nothing is downgraded.")
        int ahead,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription("They are being upgraded, or put back, at the moment.")
        int running,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonPropertyDescription("They have not begun, and serve meanwhile.")
        int queued) {}
