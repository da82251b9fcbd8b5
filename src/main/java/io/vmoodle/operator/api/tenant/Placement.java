package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** Where a new tenant's database goes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Placement(
    @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.LABEL,
            message =
                "must be the name of one of the platform's databaseServers: " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the platform's database server that gets the tenant's database. \
            Default: of those that take tenants, the one with the fewest. Once given it \
            cannot change, but be removed; a tenant that has a database stays where it is.""")
        @Nullable String databaseServer) {}
