package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** What has to be there before a platform is applied. */
public final class Groundwork {
  private Groundwork() {}

  /**
   * Creates the admin's Secret, the releases' Services, what is known of their code, and the
   * registry of a platform.
   *
   * @return name of the registry's database
   */
  public static String lay(KubernetesClient client, Engine engine, String home) {
    var registry = "m_" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    try {
      Engines.lab(engine).createMainMoodle(registry);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    client.resource(Manifests.adminSecret(home)).create();
    KnownReleases.of(client, Manifests.platform(home, engine, registry));
    for (var service : Set.of("moodle-44", "moodle-45")) {
      client
          .resource(
              new ServiceBuilder()
                  .withNewMetadata()
                  .withNamespace(home)
                  .withName(service)
                  .endMetadata()
                  .withNewSpec()
                  .addNewPort()
                  .withPort(80)
                  .endPort()
                  .endSpec()
                  .build())
          .create();
    }
    return registry;
  }
}
