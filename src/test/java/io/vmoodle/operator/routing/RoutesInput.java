package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One golden case: a platform with its tenants, as {@code in.yaml} says it. */
record RoutesInput(
    RouteDefaults defaults,
    @Nullable MainSite main,
    @Nullable List<Host> hosts,
    @Nullable List<SubPathTenant> subPaths,
    @Nullable Set<String> existing,
    boolean ownUnavailableService) {
  record Host(String host, TenantRoute tenant) {}

  static RoutesInput read(Path folder) throws IOException {
    return new KubernetesSerialization()
        .unmarshal(Files.readString(folder.resolve("in.yaml")), RoutesInput.class);
  }

  /** Every desired object, in the order in which a reconciler would apply them. */
  List<HasMetadata> desired() {
    return defaults.gateways().isEmpty()
        ? desired(RouteForm.ingress())
        : desired(RouteForm.httpRoute());
  }

  private <T extends HasMetadata> List<HasMetadata> desired(RouteForm<T> form) {
    var objects = new ArrayList<HasMetadata>();
    if (ownUnavailableService) {
      objects.add(UnavailableService.service(defaults.namespace(), defaults.platform()));
    }
    if (hosts != null) {
      hosts.forEach(it -> objects.add(HostRoute.of(form, defaults, it.tenant(), it.host())));
    }
    if (main != null && subPaths != null) {
      var routes =
          SubPathRoutes.of(
              form, defaults, main, subPaths, Objects.requireNonNullElse(existing, Set.of()));
      objects.addAll(routes.routes());
      objects.add(SubPathNames.configMap(defaults, subPaths));
    }
    return objects;
  }
}
