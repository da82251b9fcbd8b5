package io.vmoodle.operator.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vmoodle.operator.kube.Labels;
import java.util.ArrayList;
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
 * Spreads the sub-paths of a main host over as few Ingresses as hold them. Each name belongs to one
 * part by its hash, so that a tenant that comes or goes changes one object; the number of parts is
 * a power of two, so that growing moves each name at most once.
 */
record SubPathParts(
    RouteDefaults defaults, MainSite main, Map<Integer, List<SubPathTenant>> byPart, int count) {
  /**
   * Bytes of one tenant's two paths that one Ingress takes at most, as JSON. etcd refuses requests
   * of more than 1.5 MiB; the rest is room for metadata and managed fields. It holds about 2,200
   * tenants with the longest names, 4,000 with usual ones.
   */
  static final int BUDGET = 1_000_000;

  // Enough for two million tenants; only bounds the search for what exists.
  private static final int MOST = 1_023;

  static SubPathParts of(
      RouteDefaults defaults,
      MainSite main,
      Collection<SubPathTenant> tenants,
      Set<String> existing) {
    var count = existing(defaults.platform(), existing);
    var parts = spread(defaults, main, tenants, count);
    while (parts.largest() > BUDGET) {
      count *= 2;
      parts = spread(defaults, main, tenants, count);
    }
    return parts;
  }

  /**
   * The desired Ingresses, the last part first: when their number has grown, a path is in its new
   * object before it leaves its old one, and at no time answered by the main Moodle. A part without
   * paths is left out: the API server refuses it.
   */
  List<Ingress> ingresses() {
    return IntStream.iterate(count - 1, part -> part >= 0, part -> part - 1)
        .filter(this::isNeeded)
        .mapToObj(this::ingress)
        .toList();
  }

  /** The existing Ingresses of the main host that are not desired. */
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

  private static SubPathParts spread(
      RouteDefaults defaults, MainSite main, Collection<SubPathTenant> tenants, int count) {
    return new SubPathParts(
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

  private int largest() {
    return byPart.values().stream().mapToInt(this::size).max().orElse(0);
  }

  private int size(List<SubPathTenant> tenants) {
    return tenants.stream().flatMap(this::paths).mapToInt(SubPathParts::size).sum();
  }

  private static int size(HTTPIngressPath path) {
    var service = path.getBackend().getService();
    return "{\"backend\":{\"service\":{\"name\":\"\",\"port\":{\"number\":65535}}},\"path\":\"\",\"pathType\":\"Prefix\"},"
            .length()
        + service.getName().length()
        + path.getPath().length();
  }

  private Ingress ingress(int part) {
    var paths = new ArrayList<HTTPIngressPath>();
    byPart.getOrDefault(part, List.of()).stream().flatMap(this::paths).forEach(paths::add);
    if (part == 0) {
      paths.addAll(Paths.of("", main.release(), Availability.Serving, defaults.unavailable()));
    }
    return new ExactHost(main.host())
        .ingress(
            RouteNames.ofMain(defaults.platform(), part),
            defaults,
            Labels.ofPlatform(defaults.platform()),
            defaults.annotationsWith(Map.of()),
            paths);
  }

  private Stream<HTTPIngressPath> paths(SubPathTenant tenant) {
    var route = tenant.route();
    return Paths.of(
        "/" + tenant.subPath(), route.release(), route.availability(), defaults.unavailable())
        .stream();
  }
}
