package io.vmoodle.operator.platform.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobForm;
import io.vmoodle.operator.jobs.JobRequest;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Sha256;
import io.vmoodle.operator.moodle.ShippedScripts;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.files.JobScripts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Job that reads what a release's code is. It sees no Secret of tenants, no data folder and no
 * database.
 *
 * @param platform whose release it is
 * @param release what is read
 */
record ProbeJob(MoodlePlatform platform, ReleaseSpec release) {
  /** Annotation: how often it was tried before, and this time. */
  static final String ATTEMPT = "vmoodle.io/attempt";

  private static final String SCRIPT = "probe.php";
  private static final String RESULT = "/dev/termination-log";

  /** Once it runs; a Job's time goes on while its image is pulled. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int KEY_LENGTH = 10;

  // The order of a map's entries is another one in each process.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * Follows from all that the answer depends on: another image, script, setting of Jobs or main
   * Moodle is probed anew, a newer operator with the same script is not.
   */
  String key() {
    var asked =
        List.of(
            release.name(),
            release.image(),
            release.codePath(),
            platform.getSpec().main().url(),
            platform.getSpec().jobs().podTemplate(),
            ShippedScripts.ofJobs().getOrDefault(SCRIPT, ""));
    try {
      return Sha256.hex(JSON.writeValueAsString(asked).getBytes(UTF_8), KEY_LENGTH);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a platform's spec is JSON", e);
    }
  }

  /** The code: what is known of it holds as long as this is the same. */
  String source() {
    return release.image() + " " + release.codePath();
  }

  /** Name of the Job; the same for the same question. */
  String name() {
    return "%s-probe-%s".formatted(platform.getMetadata().getName(), key());
  }

  /** The Job. */
  Job attempt(int number) {
    var platformName = platform.getMetadata().getName();
    return JobForm.of(
        platform.getSpec().jobs(),
        new JobRequest(
            platform.getMetadata().getNamespace(),
            name(),
            Labels.ofPlatform(platformName),
            Map.of(Labels.RELEASE, release.name(), ATTEMPT, Integer.toString(number)),
            release.image(),
            release.codePath(),
            List.of("php", JobFiles.SCRIPTS + "/" + SCRIPT, release.codePath()),
            Map.of("VMOODLE_RESULT", RESULT),
            new JobFiles(BootFiles.name(platformName), JobScripts.name(platformName)),
            null,
            null,
            platform.getSpec().jobs().startsWithin().plus(LONGEST)));
  }

  /** Whether a Job of that name is the operator's, and not somebody else's who chose the name. */
  boolean isOwn(Job job) {
    var labels = requireNonNullElse(job.getMetadata().getLabels(), Map.<String, String>of());
    return labels
        .entrySet()
        .containsAll(Labels.ofPlatform(platform.getMetadata().getName()).entrySet());
  }

  /** Which attempt a stored Job is. */
  static int attemptOf(Job job) {
    var annotations = job.getMetadata().getAnnotations();
    try {
      return annotations == null ? 1 : Integer.parseInt(annotations.getOrDefault(ATTEMPT, "1"));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
