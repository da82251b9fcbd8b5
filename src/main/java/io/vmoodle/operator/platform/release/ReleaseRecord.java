package io.vmoodle.operator.platform.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Sha256;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe answered, as it is kept in a ConfigMap: an operator that starts need not ask again.
 *
 * @param release name of the release
 * @param source image and folder of the code that answered
 * @param key of what was asked: another key asks anew
 * @param imageId the image that answered, empty where the node did not tell
 * @param probedAt when
 * @param json the answer
 */
record ReleaseRecord(
    String release, String source, String key, String imageId, Instant probedAt, String json) {
  private static final int NAME_LENGTH = 10;
  private static final String RELEASE = "release";
  private static final String SOURCE = "source";
  private static final String KEY = "probe";
  private static final String IMAGE = "imageId";
  private static final String PROBED_AT = "probedAt";
  private static final String SHA256 = "sha256";
  private static final String REPORT = "report.json";

  /** Name of the ConfigMap: a release's own name may have characters that no object's name has. */
  static String nameOf(String platform, String release) {
    return "%s-release-%s".formatted(platform, Sha256.hex(release.getBytes(UTF_8), NAME_LENGTH));
  }

  ConfigMap configMap(String namespace, String platform) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(nameOf(platform, release))
        .withLabels(Labels.ofPlatform(platform))
        .endMetadata()
        .withData(
            Map.of(
                RELEASE, release,
                SOURCE, source,
                KEY, key,
                IMAGE, imageId,
                PROBED_AT, probedAt.toString(),
                SHA256, Sha256.hex(json.getBytes(UTF_8), ProbeFrame.HASH),
                REPORT, json))
        .build();
  }

  /** Reads one; empty where it is not whole, or was edited. */
  static Optional<ReleaseRecord> of(ConfigMap stored) {
    var data = stored.getData() == null ? Map.<String, String>of() : stored.getData();
    var json = data.getOrDefault(REPORT, "");
    if (!Sha256.hex(json.getBytes(UTF_8), ProbeFrame.HASH).equals(data.get(SHA256))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ReleaseRecord(
              data.getOrDefault(RELEASE, ""),
              data.getOrDefault(SOURCE, ""),
              data.getOrDefault(KEY, ""),
              data.getOrDefault(IMAGE, ""),
              Instant.parse(data.getOrDefault(PROBED_AT, "")),
              json));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
