package io.vmoodle.operator.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.kube.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Spreads the sub-paths of a main host over as few routes as hold them. Each name belongs to one
 * part by its hash, so that a tenant that comes or goes changes one object; the number of parts is
 * a power of two, so that growing moves each name at most once.
 */
record SubPathParts<T extends HasMetadata>(
    RouteForm<T> form,
    RouteDefaults defaults,
    MainSite main,
    Map<Integer, List<SubPathTenant>> byPart,
    int count) {
  // Enough for two million tenants in Ingresses and forty thousand in HTTPRoutes; only bounds the
  // search for what exists.
  private static final int MOST = 1_023;

  static <T extends HasMetadata> SubPathParts<T> of(
      RouteForm<T> form,
      RouteDefaults defaults,
      MainSite main,
      Collection<SubPathTenant> tenants,
      Set<String> existing) {
    var count = existing(defaults.platform(), existing);
    var parts = spread(form, defaults, main, tenants, count);
    while (!parts.fit() && count <= MOST) {
      count *= 2;
      parts = spread(form, defaults, main, tenants, count);
    }
    return parts;
  }

  /**
   * The desired routes, the last part first: when their number has grown, a path is in its new
   * object before it leaves its old one, and at no time answered by the main Moodle. A part without
   * paths is left out: the API server refuses it.
   */
  List<T> routes() {
    return IntStream.iterate(count - 1, part -> part >= 0, part -> part - 1)
        .filter(this::isNeeded)
        .mapToObj(this::route)
        .toList();
  }

  /** The existing routes of the main host that are not desired. */
  List<String> obsolete(Set<String> existing) {
    return IntStream.rangeClosed(0, MOST)
        .filter(part -> !isNeeded(part))
        .mapToObj(part -> RouteNames.ofMain(defaults.platform(), part))
        .filter(existing::contains)
        .toList();
  }

  private boolean isNeeded(int part) {
    return part == 0 || byPart.containsKey(part);
  }

  private static int existing(String platform, Set<String> names) {
    return IntStream.iterate(MOST, part -> part > 0, part -> part - 1)
        .filter(part -> names.contains(RouteNames.ofMain(platform, part)))
        .map(highest -> 2 * Integer.highestOneBit(highest))
        .findFirst()
        .orElse(1);
  }

  private static <T extends HasMetadata> SubPathParts<T> spread(
      RouteForm<T> form,
      RouteDefaults defaults,
      MainSite main,
      Collection<SubPathTenant> tenants,
      int count) {
    return new SubPathParts<>(
        form,
        defaults,
        main,
        tenants.stream()
            .sorted(Comparator.comparing(SubPathTenant::subPath))
            .collect(Collectors.groupingBy(tenant -> part(tenant.subPath(), count))),
        count);
  }

  private static int part(String subPath, int count) {
    var hash = new CRC32C();
    hash.update(subPath.getBytes(UTF_8));
    return (int) hash.getValue() & (count - 1);
  }

  private boolean fit() {
    return byPart.keySet().stream().allMatch(part -> form.holds(paths(part)));
  }

  private T route(int part) {
    return form.route(
        defaults,
        new ExactHost(main.host()),
        RouteNames.ofMain(defaults.platform(), part),
        Labels.ofPlatform(defaults.platform()),
        Map.of(),
        paths(part));
  }

  private List<RoutePath> paths(int part) {
    var ofTenants =
        byPart.getOrDefault(part, List.of()).stream()
            .flatMap(tenant -> SitePaths.of(tenant, defaults.unavailable()).stream());
    var ofMain =
        part == 0
            ? SitePaths.of("", main.release(), Availability.Serving, defaults.unavailable())
            : List.<RoutePath>of();
    return Stream.concat(ofTenants, ofMain.stream()).toList();
  }
}
