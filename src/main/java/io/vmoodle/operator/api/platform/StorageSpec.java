package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;

/** Where the data folders of tenants live. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StorageSpec(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a PersistentVolumeClaim: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            PersistentVolumeClaim in the platform's namespace that the web pods of all \
            releases mount, so it must be ReadWriteMany unless all of them run on one \
            node.""")
        String claimName,
    @Required
        @Size(min = 1, max = 200)
        @ValidationRule(
            value = Cel.ABSOLUTE_PATH,
            message = "must be " + Cel.ABSOLUTE_PATH_IN_WORDS)
        @JsonPropertyDescription(
            """
            Folder at which the web pods mount the claim, the same in all of them. A new \
            tenant's data folder ($CFG->dataroot, the registry's column vdatapath) is a \
            folder in it that is named after the tenant's id. It must not be below a \
            release's code, where the web server would serve it. At most 200 characters. A \
            change applies to new tenants only.""")
        String mountPath) {}
