package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlatformStatus(
    @Nullable Long observedGeneration,
    List<Condition> conditions,
    List<DatabaseServerStatus> databaseServers,
    List<ReleaseStatus> releases) {
  /** Nothing was seen yet. */
  public static final PlatformStatus NONE =
      new PlatformStatus(null, List.of(), List.of(), List.of());

  /** Turns absent lists into empty ones. */
  public PlatformStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    databaseServers = databaseServers == null ? List.of() : List.copyOf(databaseServers);
    releases = releases == null ? List.of() : List.copyOf(releases);
  }
}
