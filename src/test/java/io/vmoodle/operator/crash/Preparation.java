package io.vmoodle.operator.crash;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Brings tenants to where something happens to them. */
record Preparation(Site site, Map<Tenant, Scenario> tenants) {
  /** Many at once; an operator has to run. */
  void run() throws SQLException {
    for (var tenant : tenants.keySet()) {
      if (before(tenant) != End.NOTHING) {
        site.apply(tenant);
      }
    }
    await(before -> before == End.NOTHING ? End.NOTHING : End.PROVISIONED);
    var installed =
        tenants.keySet().stream()
            .filter(it -> before(it) != End.NOTHING && before(it) != End.PROVISIONED)
            .toList();
    for (var tenant : installed) {
      if (tenant.source() == Source.INSTALL) {
        site.markInstalled(tenant);
      }
    }
    await(before -> before == End.RETAINED ? End.SERVING : before);
    delete(installed);
    await(before -> before);
  }

  private void delete(Collection<Tenant> installed) {
    installed.stream().filter(it -> before(it) == End.RETAINED).forEach(site::delete);
  }

  private End before(Tenant tenant) {
    return java.util.Objects.requireNonNull(tenants.get(tenant)).before();
  }

  private void await(java.util.function.UnaryOperator<End> stage) {
    var wanted = new HashMap<Tenant, End>();
    for (var tenant : tenants.keySet()) {
      var end = stage.apply(before(tenant));
      var existing = tenant.source() != Source.INSTALL && end == End.PROVISIONED;
      wanted.put(tenant, existing ? End.SERVING : end);
    }
    site.await(wanted);
  }
}
