package io.vmoodle.operator.jobs;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.vmoodle.operator.api.pod.PodOverlay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The volumes of a Job's pod, and what each container sees of them. */
record JobMounts(JobRequest request, PodOverlay overlay) {
  /** Where the container that makes folders has the whole claim. */
  static final String CLAIM_PATH = "/claim";

  private static final String BOOT = "vmoodle-boot";
  private static final String SCRIPTS = "vmoodle-scripts";
  private static final String SECRET = "vmoodle-secret";
  private static final String DATA = "vmoodle-data";

  /** Readable by whomever the image runs as; no other container is in the pod. */
  private static final int FOR_ALL_TO_READ = 0444;

  List<Volume> volumes() {
    var volumes = new ArrayList<Volume>();
    volumes.add(configMap(BOOT, request.files().boot()));
    volumes.add(configMap(SCRIPTS, request.files().scripts()));
    var secret = request.secretFiles();
    if (secret != null) {
      volumes.add(
          new VolumeBuilder()
              .withName(SECRET)
              .withNewSecret()
              .withSecretName(secret.secretName())
              .withItems(secret.keys().stream().map(key -> new KeyToPath(key, null, key)).toList())
              .withDefaultMode(FOR_ALL_TO_READ)
              .endSecret()
              .build());
    }
    var folder = request.folder();
    if (folder != null) {
      volumes.add(
          new VolumeBuilder()
              .withName(DATA)
              .withNewPersistentVolumeClaim(folder.claimName(), false)
              .build());
    }
    volumes.addAll(Overlay.volumes(overlay));
    return volumes;
  }

  List<VolumeMount> ofMain() {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(mount(BOOT, JobFiles.BOOT, "boot.php", true));
    mounts.add(mount(BOOT, JobFiles.PLATFORM, null, true));
    mounts.add(mount(SCRIPTS, JobFiles.SCRIPTS, null, true));
    if (request.secretFiles() != null) {
      mounts.add(mount(SECRET, JobFiles.SECRETS, null, true));
    }
    var folder = request.folder();
    if (folder != null) {
      mounts.add(mount(DATA, folder.path(), folder.isAll() ? null : folder.name(), false));
    }
    mounts.addAll(Overlay.mounts(overlay));
    return mounts;
  }

  List<VolumeMount> ofFolder() {
    return List.of(mount(DATA, CLAIM_PATH, null, false));
  }

  private static Volume configMap(String name, String configMap) {
    return new VolumeBuilder()
        .withName(name)
        .withNewConfigMap()
        .withName(configMap)
        .withDefaultMode(FOR_ALL_TO_READ)
        .endConfigMap()
        .build();
  }

  private static VolumeMount mount(
      String volume, String path, @Nullable String part, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(path)
        .withSubPath(part)
        .withReadOnly(readOnly)
        .build();
  }
}
