package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.vmoodle.lab.cluster.server.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetTheUsersCluster() {
    System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
    System.clearProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY);
  }

  private Path write(String name, String server) throws IOException {
    return Files.writeString(folder.resolve(name), Kubeconfig.of(server, null, "token"));
  }

  /** Fabric8 takes these system properties and the environment variables of that name alike. */
  @Test
  void theUsersOwnClusterDoesNotLeakIn() throws IOException {
    var users = write("users", "https://precious.example.org:6443");
    System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, users.toString());
    System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, "https://precious.example.org");

    try (var client = Clients.of(write("ours", "https://127.0.0.1:7777"))) {
      assertThat(client.getMasterUrl().toString()).isEqualTo("https://127.0.0.1:7777/");
    }
  }
}
