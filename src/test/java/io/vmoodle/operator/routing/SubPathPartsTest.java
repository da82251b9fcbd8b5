package io.vmoodle.operator.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a thousand and more sub-path tenants make of one host. */
class SubPathPartsTest {
  private static final int ETCD_LIMIT = 1_572_864;
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final RouteDefaults DEFAULTS =
      new RouteDefaults(
          "ns", "p", null, Map.of(), null, List.of(), UnavailableService.backend("p"));
  private static final MainSite MAIN = new MainSite("moodle.example.edu", new Backend("m", 80));

  @Test
  void aThousandTenantsWithTheLongestNamesFitInOneIngress() {
    assertThat(routes(longest(1_000), Set.of())).singleElement().satisfies(SubPathPartsTest::fits);
  }

  @Test
  void fiveThousandTenantsAreSpreadOverIngressesThatFit() {
    var ingresses = routes(longest(5_000), Set.of());
    assertThat(ingresses)
        .hasSizeGreaterThan(1)
        .allSatisfy(SubPathPartsTest::fits)
        .last()
        .satisfies(first -> assertThat(name(first)).isEqualTo("p-main"));
    assertThat(ingresses.stream().flatMap(it -> paths(it).stream()).map(HTTPIngressPath::getPath))
        .hasSize(5_000 * 2 + 2)
        .doesNotHaveDuplicates();
  }

  @Test
  void oneTenantMoreChangesOneIngress() {
    var tenants = new ArrayList<>(longest(5_000));
    var before = byName(routes(tenants, Set.of()));
    tenants.add(tenant("hugo", "m"));
    var after = byName(routes(tenants, before.keySet()));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(
            after.entrySet().stream().filter(it -> !it.getValue().equals(before.get(it.getKey()))))
        .hasSize(1);
  }

  @Test
  void fewerTenantsDoNotMoveTheOthersAlsoWhenAPartWasDeletedByHand() {
    assertThat(byName(routes(longest(40), Set.of("p-main", "p-main-2", "vm-abc0123456"))).keySet())
        .containsExactlyInAnyOrder("p-main", "p-main-1", "p-main-2", "p-main-3");
  }

  @Test
  void aPartWithoutTenantsIsObsolete() {
    var existing = Set.of("p-main", "p-main-1", "p-main-2", "p-main-3", "vm-abc0123456");
    var routes =
        SubPathRoutes.of(
            RouteForm.ingress(), DEFAULTS, MAIN, List.of(tenant("hugo", "m")), existing);
    var desired = byName(routes.routes()).keySet();
    assertThat(desired).hasSize(2).contains("p-main");
    assertThat(routes.obsolete())
        .hasSize(2)
        .doesNotContainAnyElementsOf(desired)
        .allMatch(name -> name.startsWith("p-main-"));
  }

  @Test
  void theOrderOfTenantsDoesNotMatter() {
    var tenants = new ArrayList<>(longest(200));
    var before = SubPathRoutes.of(RouteForm.ingress(), DEFAULTS, MAIN, tenants, Set.of("p-main-1"));
    Collections.shuffle(tenants, new Random(1));
    assertThat(SubPathRoutes.of(RouteForm.ingress(), DEFAULTS, MAIN, tenants, Set.of("p-main-1")))
        .isEqualTo(before);
  }

  @Test
  void theListOfTenThousandNamesFitsInAConfigMap() {
    var names = SubPathNames.configMap(DEFAULTS, longest(10_000));
    assertThat(names.getData().get("names")).hasSizeLessThan(1_048_576).hasLineCount(10_000);
  }

  static SubPathRoutes<Ingress> longestRoutes(String namespace, int count) {
    var defaults =
        new RouteDefaults(
            namespace, "p", null, Map.of(), null, List.of(), UnavailableService.backend("p"));
    return SubPathRoutes.of(RouteForm.ingress(), defaults, MAIN, longest(count), Set.of());
  }

  private static List<Ingress> routes(List<SubPathTenant> tenants, Set<String> existing) {
    return SubPathRoutes.of(RouteForm.ingress(), DEFAULTS, MAIN, tenants, existing).routes();
  }

  private static List<SubPathTenant> longest(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> tenant("t%062d".formatted(n), "s".repeat(63)))
        .toList();
  }

  private static SubPathTenant tenant(String subPath, String service) {
    return new SubPathTenant(
        subPath,
        new TenantRoute(
            "abc0123456", "ns", subPath, "4.4", new Backend(service, 8080), Availability.Serving));
  }

  private static void fits(Ingress ingress) {
    assertThat(JSON.asJson(ingress).getBytes(UTF_8)).hasSizeLessThan(ETCD_LIMIT * 3 / 4);
  }

  private static Map<String, Ingress> byName(List<Ingress> ingresses) {
    var byName = new HashMap<String, Ingress>();
    ingresses.forEach(ingress -> byName.put(name(ingress), ingress));
    return byName;
  }

  private static String name(Ingress ingress) {
    return ingress.getMetadata().getName();
  }

  private static List<HTTPIngressPath> paths(Ingress ingress) {
    return ingress.getSpec().getRules().getFirst().getHttp().getPaths();
  }
}
