package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.vmoodle.operator.kube.Labels;

/**
 * The default for what must not be reached: a Service that selects no pods, so that the ingress
 * controller answers 503 by itself.
 */
public final class UnavailableService {
  private static final int PORT = 80;

  private UnavailableService() {}

  /** Where routes point to by default. */
  public static Backend backend(String platform) {
    return new Backend(RouteNames.ofUnavailable(platform), PORT);
  }

  /** The desired Service. */
  public static Service service(String namespace, String platform) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(RouteNames.ofUnavailable(platform))
        .withLabels(Labels.ofPlatform(platform))
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withName("http")
        .withProtocol("TCP")
        .withPort(PORT)
        .withTargetPort(new IntOrString(PORT))
        .endPort()
        .endSpec()
        .build();
  }
}
