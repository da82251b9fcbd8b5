package io.vmoodle.operator.routing;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Routes as Ingresses. */
final class IngressForm extends RouteForm<Ingress> {
  /**
   * Bytes of paths that one Ingress takes at most, as JSON. etcd refuses requests of more than 1.5
   * MiB; the rest is room for metadata and managed fields. It holds about 2,200 tenants with the
   * longest names, 4,000 with usual ones.
   */
  static final int BUDGET = 1_000_000;

  private static final int BYTES_AROUND_A_PATH =
      "{\"backend\":{\"service\":{\"name\":\"\",\"port\":{\"number\":65535}}},\"path\":\"\",\"pathType\":\"Prefix\"},"
          .length();

  @Override
  Ingress route(
      RouteDefaults defaults,
      ExactHost host,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<RoutePath> paths) {
    var ingress =
        new IngressBuilder()
            .withNewMetadata()
            .withNamespace(defaults.namespace())
            .withName(name)
            .withLabels(labels)
            .withAnnotations(defaults.annotationsWith(annotations))
            .endMetadata()
            .withNewSpec()
            .withIngressClassName(defaults.className())
            .addNewRule()
            .withHost(host.name())
            .withNewHttp()
            .withPaths(paths.stream().map(IngressForm::path).toList())
            .endHttp()
            .endRule()
            .endSpec();
    if (defaults.tlsSecretName() != null) {
      ingress
          .editSpec()
          .addNewTl()
          .withHosts(host.name())
          .withSecretName(defaults.tlsSecretName())
          .endTl()
          .endSpec();
    }
    return ingress.build();
  }

  @Override
  boolean holds(List<RoutePath> paths) {
    return paths.stream().mapToInt(IngressForm::bytes).sum() <= BUDGET;
  }

  @Override
  public List<RoutePath> paths(Ingress stored) {
    return stored.getSpec().getRules().stream()
        .flatMap(IngressForm::pathsOf)
        .flatMap(IngressForm::read)
        .toList();
  }

  /** Controllers need not say anything of an Ingress, and many don't. */
  @Override
  public RouteAnswer answer(Ingress stored) {
    return new RouteAnswer.Accepted();
  }

  private static HTTPIngressPath path(RoutePath path) {
    return new HTTPIngressPathBuilder()
        .withPath(path.path())
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(path.backend().service())
        .withNewPort()
        .withNumber(path.backend().port())
        .endPort()
        .endService()
        .endBackend()
        .build();
  }

  private static int bytes(RoutePath path) {
    return BYTES_AROUND_A_PATH + path.backend().service().length() + path.path().length();
  }

  private static Stream<HTTPIngressPath> pathsOf(IngressRule rule) {
    return rule.getHttp() == null ? Stream.of() : rule.getHttp().getPaths().stream();
  }

  private static Stream<RoutePath> read(HTTPIngressPath path) {
    var service = path.getBackend().getService();
    return service == null
        ? Stream.of()
        : Stream.of(
            new RoutePath(
                requireNonNullElse(path.getPath(), "/"),
                new Backend(
                    service.getName(), requireNonNullElse(service.getPort().getNumber(), 0))));
  }
}
