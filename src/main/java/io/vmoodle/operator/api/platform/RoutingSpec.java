package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.ServiceRef;
import org.jspecify.annotations.Nullable;

/** How web traffic reaches tenants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoutingSpec(
    RoutingType type, @Nullable IngressSpec ingress, @Nullable ServiceRef unavailableService) {
  /** Ingress objects of the cluster's default class. */
  public static final RoutingSpec DEFAULT = new RoutingSpec(RoutingType.Ingress, null, null);

  /** Fills in the default of an absent type. */
  public RoutingSpec {
    type = type == null ? RoutingType.Ingress : type;
  }
}
