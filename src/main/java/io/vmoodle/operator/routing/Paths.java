package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import java.util.ArrayList;
import java.util.List;

/** The paths of one Moodle in an Ingress, below its root. */
final class Paths {
  private Paths() {}

  /**
   * The paths in a stable order, the more specific first. (Controllers take the longest match in
   * any order; people read from top to bottom.)
   *
   * @param root empty for a whole host, or a sub-path with a leading slash
   */
  static List<HTTPIngressPath> of(
      String root, Backend release, Availability availability, Backend unavailable) {
    var top = root.isEmpty() ? "/" : root;
    if (availability == Availability.Unavailable) {
      return List.of(path(top, unavailable));
    }
    var paths = new ArrayList<HTTPIngressPath>();
    DangerousPaths.below(root).forEach(path -> paths.add(path(path, unavailable)));
    paths.add(path(top, release));
    return paths;
  }

  private static HTTPIngressPath path(String path, Backend backend) {
    return new HTTPIngressPathBuilder()
        .withPath(path)
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(backend.service())
        .withNewPort()
        .withNumber(backend.port())
        .endPort()
        .endService()
        .endBackend()
        .build();
  }
}
