package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a tenant. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantStatus(
    @Nullable Long observedGeneration,
    List<Condition> conditions,
    @Nullable String tenantId,
    @Nullable String url,
    @Nullable Long registryId,
    @Nullable DatabaseStatus database,
    @Nullable String dataDir,
    @Nullable String release,
    @Nullable Instant installedAt) {
  /** Nothing was seen yet. */
  public static final TenantStatus NONE =
      new TenantStatus(null, List.of(), null, null, null, null, null, null, null);

  /** Turns absent conditions into none. */
  public TenantStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
