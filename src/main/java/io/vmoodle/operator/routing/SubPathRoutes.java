package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The routes of the main host of a platform that has sub-path tenants: the operator owns all of
 * them, because two owners of one host's paths would depend on the controller's merging.
 *
 * @param <T> the kind of route
 * @param routes in the order in which they should be applied; one, unless the sub-paths do not fit
 *     in one object
 * @param obsolete the names of routes of the main host that are to be removed after the others were
 *     applied, because no tenant is in them any more
 */
public record SubPathRoutes<T extends HasMetadata>(List<T> routes, List<String> obsolete) {
  /** Copies the lists. */
  public SubPathRoutes {
    routes = List.copyOf(routes);
    obsolete = List.copyOf(obsolete);
  }

  /**
   * The desired objects.
   *
   * @param form the kind of route
   * @param main the main Moodle
   * @param tenants every sub-path tenant of the platform that has a route, in any order
   * @param existing the names of the platform's routes of this kind that there are now: the number
   *     of parts grows as needed and does not shrink while they have tenants, so that one tenant
   *     more or less does not move the others
   */
  public static <T extends HasMetadata> SubPathRoutes<T> of(
      RouteForm<T> form,
      RouteDefaults defaults,
      MainSite main,
      Collection<SubPathTenant> tenants,
      Set<String> existing) {
    var parts = SubPathParts.of(form, defaults, main, tenants, existing);
    return new SubPathRoutes<>(parts.routes(), parts.obsolete(existing));
  }
}
