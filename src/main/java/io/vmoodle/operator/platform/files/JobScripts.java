package io.vmoodle.operator.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Sha256;
import io.vmoodle.operator.moodle.ShippedScripts;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scripts that Jobs run. The ConfigMap's name follows from what is in it and it cannot change,
 * so that a Job keeps the scripts that it began with while the operator is replaced by a newer one.
 * Those of earlier operators stay, some 50 KiB each, until the platform is deleted: a pod of theirs
 * may still have to start.
 */
public final class JobScripts {
  private static final int HASH_LENGTH = 10;
  private static final Map<String, String> FILES = ShippedScripts.ofJobs();
  private static final String HASH =
      Sha256.hex(
          FILES.entrySet().stream()
              .map(
                  file ->
                      "%s %d\n%s"
                          .formatted(file.getKey(), file.getValue().length(), file.getValue()))
              .collect(Collectors.joining())
              .getBytes(UTF_8),
          HASH_LENGTH);

  private JobScripts() {}

  /** Ten hexadecimal digits that follow from what the scripts say. */
  public static String hash() {
    return HASH;
  }

  /**
   * Name of the ConfigMap. It has the platform's name in it: two platforms of a namespace must not
   * take each other's away.
   */
  public static String name(String platform) {
    return "%s-job-%s".formatted(platform, HASH);
  }

  /** The ConfigMap, one key for each file. */
  public static ConfigMap configMap(String namespace, String platform) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(platform))
        .withLabels(Labels.ofPlatform(platform))
        .endMetadata()
        .withData(FILES)
        .withImmutable(true)
        .build();
  }
}
