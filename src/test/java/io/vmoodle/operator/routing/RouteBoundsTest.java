package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route never names more than one host and never more than one path element. */
class RouteBoundsTest {
  private static final RouteDefaults DEFAULTS =
      new RouteDefaults(
          "ns", "p", null, Map.of(), null, List.of(), UnavailableService.backend("p"));
  private static final TenantRoute TENANT =
      new TenantRoute("abc0123456", "ns", "t", "4.4", new Backend("m", 80), Availability.Serving);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.example.edu",
        "hugo.example.edu.",
        "Hugo.example.edu",
        "hugo.example.edu:8080",
        "hugo..edu",
        "-hugo.edu",
        "hu_go.edu",
        "x' or '1'='1",
        "lycée.edu",
        "a\nb.edu"
      })
  void onlyAnExactHostIsRouted(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostRoute.of(RouteForm.ingress(), DEFAULTS, TENANT, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "hugo/", "/hugo", "a/b", "..", ".", "Hugo", "hu go", "h%2fo", "h_o"})
  void onlyOnePathElementIsRouted(String subPath) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SubPathTenant(subPath, TENANT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "localhost", "hugo.example.edu", "xn--lyce-dpa.fr", "1.2.edu"})
  void anExactHostIsTheOnlyOneOfItsRoute(String host) {
    var rules = HostRoute.of(RouteForm.ingress(), DEFAULTS, TENANT, host).getSpec().getRules();
    assertThat(rules).singleElement().extracting(rule -> rule.getHost()).isEqualTo(host);
    assertThat(HostRoute.of(RouteForm.httpRoute(), DEFAULTS, TENANT, host).getSpec().getHostnames())
        .containsExactly(host);
  }
}
