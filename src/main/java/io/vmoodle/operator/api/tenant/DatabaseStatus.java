package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The database that a tenant is on. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseStatus(
    @Required @JsonPropertyDescription("Name of the platform's database server.") String server,
    @Required @JsonPropertyDescription("Name of the database.") String name,
    @Required
        @JsonPropertyDescription(
            """
            Which of the tenant's databases it is, counted from 1; 0 for an existing \
            Moodle's. A restore goes into the next one.""")
        int generation) {}
