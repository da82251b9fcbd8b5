package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Whom a pod runs as. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodUser(
    @Min(1)
        @Max(2147483647)
        @JsonPropertyDescription(
            """
            User id, which should be the one of the web pods, since both write the same \
            folders. It cannot be 0. Default: the image's, which must be a number then.""")
        @Nullable Long runAsUser,
    @Min(0) @Max(2147483647) @JsonPropertyDescription("Group id. Default: the image's.")
        @Nullable Long runAsGroup,
    @Min(0)
        @Max(2147483647)
        @JsonPropertyDescription(
            """
            Group that mounted volumes are given to, where their kind allows it. Default: \
            none.""")
        @Nullable Long fsGroup) {
  /** The image's user. */
  public static final PodUser OF_IMAGE = new PodUser(null, null, null);
}
