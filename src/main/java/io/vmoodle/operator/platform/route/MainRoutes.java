package io.vmoodle.operator.platform.route;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.routing.Backend;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteForm;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.routing.RoutePath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored routes of one kind of a platform's main host, and where the paths in them lead.
 *
 * @param <T> the kind
 * @param objects by name
 * @param paths by path
 * @param untaken what is known of those routes that nothing took, by name
 */
public record MainRoutes<T extends HasMetadata>(
    Map<String, T> objects, Map<String, Target> paths, Map<String, RouteAnswer> untaken) {
  /**
   * Where a path leads.
   *
   * @param backend what answers
   * @param answer whether anything took the route that the path is in
   */
  record Target(Backend backend, RouteAnswer answer) {}

  static <T extends HasMetadata> MainRoutes<T> of(RouteForm<T> form, Collection<T> stored) {
    var paths = new HashMap<String, Target>();
    var untaken = new HashMap<String, RouteAnswer>();
    for (var route : stored) {
      var answer = form.answer(route);
      form.paths(route).forEach(path -> paths.put(path.path(), new Target(path.backend(), answer)));
      if (!answer.taken()) {
        untaken.put(route.getMetadata().getName(), answer);
      }
    }
    return new MainRoutes<>(
        stored.stream().collect(toMap(route -> route.getMetadata().getName(), route -> route)),
        Map.copyOf(paths),
        Map.copyOf(untaken));
  }

  /**
   * Where a sub-path leads.
   *
   * @param root the sub-path with a leading slash
   * @param serving the paths of a tenant there that is served
   * @param unavailable the paths of one that is not
   */
  RouteLead lead(String root, List<RoutePath> serving, List<RoutePath> unavailable) {
    if (!paths.containsKey(root)) {
      return RouteLead.NOWHERE;
    }
    if (have(serving)) {
      return RouteLead.RELEASE;
    }
    return have(unavailable) ? RouteLead.UNAVAILABLE : RouteLead.ELSEWHERE;
  }

  /**
   * Whether anything took the route that a path is in; nothing is to be said where it is in none.
   */
  RouteAnswer answer(String path) {
    var target = paths.get(path);
    return target == null ? new RouteAnswer.Accepted() : target.answer();
  }

  private boolean have(List<RoutePath> wanted) {
    return wanted.stream()
        .allMatch(
            path -> {
              var target = paths.get(path.path());
              return target != null && target.backend().equals(path.backend());
            });
  }
}
