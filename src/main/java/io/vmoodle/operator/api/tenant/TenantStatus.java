package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a tenant. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What the operator saw. Never written by users.")
public record TenantStatus(
    @JsonPropertyDescription("The metadata.generation that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            """
            What is so: Ready, Accepted, DatabaseReady, Registered, Installed, Routed, \
            UpToDate; Reconciling and Stalled only while they are true.""")
        List<Condition> conditions,
    @JsonPropertyDescription(
            """
            The tenant's id, 10 letters and digits. Databases, logins and objects are \
            named after it.""")
        @Nullable String tenantId,
    @JsonPropertyDescription("Address of the Moodle.") @Nullable String url,
    @JsonPropertyDescription("Id of the tenant's row in the plugin's table local_vmoodle.")
        @Nullable Long registryId,
    @JsonPropertyDescription("The database that the tenant is on.")
        @Nullable DatabaseStatus database,
    @JsonPropertyDescription("The tenant's data folder, as the web pods see it.")
        @Nullable String dataDir,
    @JsonPropertyDescription("The release that the tenant's database is on.")
        @Nullable String release,
    @JsonPropertyDescription(
            """
            The version of Moodle's core in that release, such as 2024100700, once its code \
            was read.""")
        @Nullable String version,
    @JsonPropertyDescription("When the Moodle was installed or adopted.")
        @Nullable Instant installedAt,
    @JsonPropertyDescription("What is being done to it, or the upgrade that failed last.")
        @Nullable OperationStatus operation) {
  /** Nothing was seen yet. */
  public static final TenantStatus NONE =
      new TenantStatus(null, List.of(), null, null, null, null, null, null, null, null, null);

  /** Turns absent conditions into none. */
  public TenantStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
