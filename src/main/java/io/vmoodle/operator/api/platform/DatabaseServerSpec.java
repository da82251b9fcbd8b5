package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.Engine;
import org.jspecify.annotations.Nullable;

/** A database server on which tenants get their databases. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseServerSpec(
    String name,
    @Nullable Engine engine,
    String host,
    AdminSpec admin,
    Boolean accepting,
    @Nullable Integer maxTenants,
    Integer maxConnectionsPerTenant) {
  /** Connections that one tenant may hold open when nothing else is said. */
  public static final int DEFAULT_MAX_CONNECTIONS = 50;

  /** Fills in the defaults of absent fields. */
  public DatabaseServerSpec {
    accepting = accepting == null || accepting;
    maxConnectionsPerTenant =
        maxConnectionsPerTenant == null ? DEFAULT_MAX_CONNECTIONS : maxConnectionsPerTenant;
  }
}
