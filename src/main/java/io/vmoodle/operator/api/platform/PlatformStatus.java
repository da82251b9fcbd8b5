package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What the operator saw. Never written by users.")
public record PlatformStatus(
    @JsonPropertyDescription("The metadata.generation that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            """
            What is so: Ready, RegistryReady, DatabaseServersReady, ReleasesReady, \
            RolloutComplete; Reconciling and Stalled only while they are true.\
            """)
        List<Condition> conditions,
    @JsonPropertyDescription("What was seen of each database server.")
        List<DatabaseServerStatus> databaseServers,
    @JsonPropertyDescription("What was seen of each release.") List<ReleaseStatus> releases,
    @JsonPropertyDescription(
            """
            The release that new tenants without a pin get: the last default release whose \
            canaries have been looked at for the soak. Absent = spec.defaultRelease.\
            """)
        @Nullable String provenRelease,
    @JsonPropertyDescription("How far the tenants have come to the default release.")
        @Nullable RolloutStatus rollout) {
  /** Nothing was seen yet. */
  public static final PlatformStatus NONE =
      new PlatformStatus(null, List.of(), List.of(), List.of(), null, null);

  /** Turns absent lists into empty ones. */
  public PlatformStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    databaseServers = databaseServers == null ? List.of() : List.copyOf(databaseServers);
    releases = releases == null ? List.of() : List.copyOf(releases);
  }
}
