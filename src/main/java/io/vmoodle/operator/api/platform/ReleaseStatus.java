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
    @JsonPropertyDescription(
            """
            The image whose code was read, by its digest, as the node told.""")
        @Nullable String imageId,
    @JsonPropertyDescription("Version of the code's core, such as 2024100700.00.")
        @Nullable String version,
    @JsonPropertyDescription("Release of the code, such as 4.5 (Build: 20241007).")
        @Nullable String release,
    @JsonPropertyDescription(
            """
            What allversionshash in the database of a Moodle on this code is: 40 \
            hexadecimal digits.""")
        @Nullable String hash,
    @JsonPropertyDescription(
            """
            Whether the operator's boot keeps this code from databases of other releases. \
            Absent as long as the code was not read.""")
        @Nullable Boolean guarded,
    @Required
        @JsonPropertyDescription(
            """
            Whether the release's Service exists and has the port, the code was read, and \
            nothing speaks against it. What is not ready stops nothing else: tenants on \
            the release are served as before.""")
        boolean ready,
    @JsonPropertyDescription(
            """
            Why it is not ready, in one word; or what should be known although it is.""")
        @Nullable String reason,
    @JsonPropertyDescription("The same for people, with what to do.") @Nullable String message) {}
