package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A host that an Ingress may name: exact and in lower case. The plugin's boot puts the Host header
 * into SQL, so no route may let through a host that was not listed.
 *
 * @param name such as {@code hugo.example.edu}, without a port
 */
record ExactHost(String name) {
  private static final Pattern DNS =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  ExactHost {
    if (!DNS.matcher(name).matches()) {
      throw new IllegalArgumentException("not an exact host in lower case: " + name);
    }
  }

  Ingress ingress(
      String objectName,
      RouteDefaults defaults,
      Map<String, String> labels,
      SortedMap<String, String> annotations,
      List<HTTPIngressPath> paths) {
    var ingress =
        new IngressBuilder()
            .withNewMetadata()
            .withNamespace(defaults.namespace())
            .withName(objectName)
            .withLabels(labels)
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .withIngressClassName(defaults.className())
            .addNewRule()
            .withHost(name)
            .withNewHttp()
            .withPaths(paths)
            .endHttp()
            .endRule()
            .endSpec();
    if (defaults.tlsSecretName() != null) {
      ingress
          .editSpec()
          .addNewTl()
          .withHosts(name)
          .withSecretName(defaults.tlsSecretName())
          .endTl()
          .endSpec();
    }
    return ingress.build();
  }
}
