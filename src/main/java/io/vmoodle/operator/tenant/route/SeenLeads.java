package io.vmoodle.operator.tenant.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.routing.RouteDefaults;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.routing.TenantRoute;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where routes were last seen to lead. To tell it, whole objects are compared, which takes longer
 * than all else that is looked at before a step; so it is done once for each version of a route and
 * of what is wanted of it.
 */
final class SeenLeads {
  /**
   * What a route is made from.
   *
   * @param url of the tenant
   */
  record Wanted(RouteDefaults defaults, TenantRoute route, String url) {}

  private record Seen(Wanted wanted, String uid, String version, RouteLead lead) {
    boolean isOf(Wanted wish, HasMetadata there) {
      return wanted.equals(wish)
          && uid.equals(there.getMetadata().getUid())
          && version.equals(there.getMetadata().getResourceVersion());
    }
  }

  private final Map<String, Seen> byTenant = new ConcurrentHashMap<>();

  /** Where a route leads that is there. */
  RouteLead of(Wanted wanted, HasMetadata there, Supplier<RouteLead> compare) {
    var id = wanted.route().tenantId();
    var seen = byTenant.get(id);
    if (seen != null && seen.isOf(wanted, there)) {
      return seen.lead();
    }
    var lead = compare.get();
    byTenant.put(
        id,
        new Seen(
            wanted, there.getMetadata().getUid(), there.getMetadata().getResourceVersion(), lead));
    return lead;
  }

  /** The tenant has no route. */
  void forget(String tenantId) {
    byTenant.remove(tenantId);
  }
}
