package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What a platform is wanted to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlatformSpec(
    boolean paused,
    Drift drift,
    MainSpec main,
    RegistrySpec registry,
    List<DatabaseServerSpec> databaseServers,
    List<ReleaseSpec> releases,
    String defaultRelease,
    TenantRules tenants,
    StorageSpec storage,
    RoutingSpec routing) {
  /** Fills in the defaults of absent fields. */
  public PlatformSpec {
    drift = drift == null ? Drift.Correct : drift;
    databaseServers = databaseServers == null ? List.of() : List.copyOf(databaseServers);
    releases = releases == null ? List.of() : List.copyOf(releases);
    tenants = tenants == null ? TenantRules.DEFAULT : tenants;
    routing = routing == null ? RoutingSpec.DEFAULT : routing;
  }
}
