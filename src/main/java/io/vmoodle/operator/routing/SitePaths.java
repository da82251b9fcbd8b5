package io.vmoodle.operator.routing;

import java.util.ArrayList;
import java.util.List;

/** The paths of one Moodle in a route, below its root. */
public final class SitePaths {
  private SitePaths() {}

  /**
   * The paths in a stable order, the more specific first. (Controllers take the longest match in
   * any order; people read from top to bottom.)
   *
   * @param root empty for a whole host, or a sub-path with a leading slash
   */
  static List<RoutePath> of(
      String root, Backend release, Availability availability, Backend unavailable) {
    var top = root.isEmpty() ? "/" : root;
    if (availability == Availability.Unavailable) {
      return List.of(new RoutePath(top, unavailable));
    }
    var paths = new ArrayList<RoutePath>();
    DangerousPaths.below(root).forEach(path -> paths.add(new RoutePath(path, unavailable)));
    paths.add(new RoutePath(top, release));
    return paths;
  }

  /** The paths of a sub-path tenant. */
  public static List<RoutePath> of(SubPathTenant tenant, Backend unavailable) {
    var route = tenant.route();
    return of("/" + tenant.subPath(), route.release(), route.availability(), unavailable);
  }
}
