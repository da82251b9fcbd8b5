package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** Where a volume is in the containers of a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodVolumeMount(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(value = Cel.LABEL, message = "must be " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription("Name of an entry of volumes.")
        String name,
    @Required
        @Size(min = 1, max = 255)
        @ValidationRule(
            value =
                Cel.ABSOLUTE_PATH
                    + " && self != '/etc' && self != '/etc/vmoodle' &&"
                    + " !self.startsWith('/etc/vmoodle/')",
            message =
                "must be "
                    + Cel.ABSOLUTE_PATH_IN_WORDS
                    + ", and not /etc or /etc/vmoodle, where the operator's own files are")
        @JsonPropertyDescription(
            "Where the volume is in the containers; not below /etc/vmoodle, which is the operator's.")
        String mountPath,
    @Size(min = 1, max = 255)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$')",
            message =
                "must be a path without a slash at its beginning or end, of ASCII letters, digits,"
                    + " '.', '_' and '-'")
        @JsonPropertyDescription("What of the volume is mounted. Default: all of it.")
        @Nullable String subPath,
    @Default("false")
        @JsonPropertyDescription("Whether nothing can be written to it. Default: false.")
        boolean readOnly) {}
