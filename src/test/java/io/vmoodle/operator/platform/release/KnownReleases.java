package io.vmoodle.operator.platform.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Replaceable;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.kube.Sha256;
import java.time.Instant;

/**
 * What is kept of releases whose code was read, for tests in which no pods run and nobody reads
 * any: the operator finds it as if an earlier process had.
 */
public final class KnownReleases {
  private static final String FIRST = "4.4";
  private static final String FIRST_HASH = "00112233445566778899aabbccddeeff00112233";

  private KnownReleases() {}

  /** What {@code allversionshash} is in a database that is on a release. */
  public static String hash(String release) {
    return release.equals(FIRST) ? FIRST_HASH : Sha256.hex(release.getBytes(UTF_8), 40);
  }

  private static String version(String release) {
    return release.equals(FIRST) ? "2024042200.00" : "2024100700.00";
  }

  /** Of all releases of a platform, set up as docs/serving.md has it. */
  public static void of(KubernetesClient client, MoodlePlatform platform) {
    for (var release : platform.getSpec().releases()) {
      var probe = new ProbeJob(platform, release);
      var report =
          Reports.GOOD
              .replace("https://moodle.example.edu", platform.getSpec().main().url())
              .replace("\"release\":\"4.4\"", "\"release\":\"%s\"".formatted(release.name()))
              .replace(FIRST_HASH, hash(release.name()))
              .replace("2024042200.00", version(release.name()));
      client
          .resource(
              new ReleaseRecord(
                      release.name(),
                      probe.source(),
                      probe.key(),
                      release.image() + "@sha256:1",
                      Instant.now(),
                      report)
                  .configMap(
                      platform.getMetadata().getNamespace(), platform.getMetadata().getName()))
          .createOr(Replaceable::update);
    }
  }

  /**
   * Stores what was read.
   *
   * @param version of the core of that release
   */
  public static void store(
      KubernetesClient client, MoodlePlatform platform, String release, String version) {
    var spec =
        platform.getSpec().releases().stream()
            .filter(it -> it.name().equals(release))
            .findFirst()
            .orElseThrow();
    var probe = new ProbeJob(platform, spec);
    client
        .resource(
            new ReleaseRecord(
                    release,
                    probe.source(),
                    probe.key(),
                    "m@sha256:1",
                    Instant.now(),
                    Reports.GOOD
                        .replace("2024042200.00", version)
                        .replace("\"release\":\"4.4\"", "\"release\":\"%s\"".formatted(release)))
                .configMap(platform.getMetadata().getNamespace(), platform.getMetadata().getName()))
        .createOr(Replaceable::update);
  }
}
