package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.vmoodle.operator.api.ServiceRef;
import org.jspecify.annotations.Nullable;

/** How web traffic reaches tenants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoutingSpec(
    @Default("\"Ingress\"")
        @JsonPropertyDescription(
            """
            Ingress = an Ingress object a tenant with a host of its own; tenants on \
            sub-paths share one for the main Moodle's host. Gateway = HTTPRoute objects \
            of the Gateway API instead. When it changes, tenants move to the new objects, \
            and the old ones go. Default: Ingress.""")
        RoutingType type,
    @JsonPropertyDescription(
            """
            What the Ingress objects have in common. Default: the cluster's default class, \
            no annotations, no TLS.""")
        @Nullable IngressSpec ingress,
    @JsonPropertyDescription(
            """
            What the HTTPRoute objects have in common; required with type Gateway. \
            Certificates belong to the Gateway's listeners.""")
        @Nullable GatewaySpec gateway,
    @JsonPropertyDescription(
            """
            Service in the platform's namespace that answers for tenants that are not to \
            be served, and for scripts that nobody should reach from outside. Default: a \
            Service without endpoints that the operator makes, so that the ingress \
            controller or Gateway answers 503.""")
        @Nullable ServiceRef unavailableService,
    @JsonPropertyDescription(
            """
            Whether the operator looks at a tenant's login page before it says that the \
            tenant serves. Default: it does not.""")
        @Nullable ProbeSpec probe) {
  /** Ingress objects of the cluster's default class. */
  public static final RoutingSpec DEFAULT =
      new RoutingSpec(RoutingType.Ingress, null, null, null, null);

  /** Fills in the default of an absent type. */
  public RoutingSpec {
    type = type == null ? RoutingType.Ingress : type;
  }

  /** Whether tenants' login pages are asked for. */
  public boolean probes() {
    return probe != null && probe.enabled();
  }
}
