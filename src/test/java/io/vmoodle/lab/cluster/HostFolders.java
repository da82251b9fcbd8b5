package io.vmoodle.lab.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * Folders of a machine on which pods run, as volumes for them.
 *
 * @param root holds all of them; nodes see it at the same path
 */
record HostFolders(Path root) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String MODE = "ReadWriteMany";
  private static final Map<String, Quantity> SIZE = Map.of("storage", new Quantity("1Gi"));

  /** Makes a folder, and a claim that is bound to it. */
  Path claim(KubernetesClient client, String namespace, String name) {
    var folder = make(root.resolve(namespace).resolve(name));
    var volume = namespace + "-" + name;
    client
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(volume)
                .endMetadata()
                .withNewSpec()
                .withCapacity(SIZE)
                .withAccessModes(MODE)
                .withPersistentVolumeReclaimPolicy("Retain")
                .withStorageClassName("")
                .withNewHostPath(folder.toString(), "Directory")
                .endSpec()
                .build())
        .create();
    var claim =
        client
            .resource(
                new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(name)
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes(MODE)
                    .withStorageClassName("")
                    .withVolumeName(volume)
                    .withNewResources()
                    .withRequests(SIZE)
                    .endResources()
                    .endSpec()
                    .build())
            .create();
    await("claim " + name)
        .atMost(LIMIT)
        .until(() -> "Bound".equals(client.resource(claim).get().getStatus().getPhase()));
    return folder;
  }

  private static Path make(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
