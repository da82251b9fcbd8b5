package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is being done to a tenant over many steps. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OperationStatus(
    @Required @JsonPropertyDescription("What is being done: Install or Upgrade.") String type,
    @JsonPropertyDescription(
            """
            The upgrade's number, which also names what it keeps in the data folder until \
            it is done.""")
        @Nullable Long id,
    @Required @JsonPropertyDescription("The release that it leads to.") String target,
    @Required
        @JsonPropertyDescription(
            """
            How far it has come. Of an upgrade: Quiescing, Snapshotting, Upgrading, \
            Verifying, Switching, Opening, Watching; Restoring and Reverting while a failed \
            one is put back; Failed when that is done. Of an installation: Planned, Started.""")
        String step,
    @Required
        @JsonPropertyDescription(
            """
            Of an installation, which attempt it is, counted from 1; of an upgrade, the \
            rollout's attempt.""")
        int attempt,
    @JsonPropertyDescription("When the upgrade began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("The Job that works on it, or the last one that did.")
        @Nullable String jobName) {}
