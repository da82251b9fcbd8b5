package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Endpoint;

/** A Service at which pods find a database server of this machine. */
public final class NamedWay {
  private NamedWay() {}

  /**
   * Makes it, at the engine's usual port: the registry knows no other.
   *
   * @param way to the server, at an address that pods reach
   */
  public static void create(
      KubernetesClient client, String namespace, String name, Engine engine, TcpProxy way) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(Endpoint.defaultPort(engine))
                .endPort()
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new EndpointsBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addNewSubset()
                .addNewAddress()
                .withIp(way.address().getHostAddress())
                .endAddress()
                .addNewPort()
                .withPort(way.port())
                .endPort()
                .endSubset()
                .build())
        .create();
  }
}
