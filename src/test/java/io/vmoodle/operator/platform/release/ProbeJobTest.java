package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.harness.Manifests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeJobTest {
  private static final MoodlePlatform PLATFORM =
      Manifests.platform("schools", Engine.MariaDB, "registry");

  private static ProbeJob job(String json) {
    var platform = Manifests.with(PLATFORM, json);
    return new ProbeJob(platform, platform.getSpec().releases().getFirst());
  }

  @Test
  void itSeesNeitherSecretsNorFolders() {
    var job = job("{}").attempt(2);
    var pod = job.getSpec().getTemplate().getSpec();

    assertThat(job.getMetadata().getName()).matches("academie-probe-[0-9a-f]{10}");
    assertThat(job.getMetadata().getLabels())
        .containsEntry("vmoodle.io/platform", "academie")
        .doesNotContainKey("vmoodle.io/tenant-id");
    assertThat(ProbeJob.attemptOf(job)).isEqualTo(2);
    assertThat(pod.getVolumes()).allSatisfy(it -> assertThat(it.getConfigMap()).isNotNull());
    assertThat(pod.getInitContainers()).isEmpty();
    assertThat(pod.getContainers())
        .singleElement()
        .satisfies(
            main -> {
              assertThat(main.getImage()).isEqualTo("registry.example.edu/moodle:4.4");
              assertThat(main.getCommand())
                  .containsExactly("php", "/etc/vmoodle/job/probe.php", "/var/www/html");
              assertThat(main.getEnv())
                  .singleElement()
                  .satisfies(it -> assertThat(it.getValue()).isEqualTo("/dev/termination-log"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"main\": {\"url\": \"https://other.example.edu\"}}}",
        "{\"spec\": {\"jobs\": {\"podTemplate\": {\"env\": [{\"name\": \"A\", \"value\": \"b\"}]}}}}",
        "{\"spec\": {\"releases\": [{\"name\": \"4.4\", \"image\": \"m:2\", \"service\": {\"name\": \"s\"}}]}}",
        "{\"spec\": {\"releases\": [{\"name\": \"4.4\", \"image\": \"registry.example.edu/moodle:4.4\", \"codePath\": \"/app\", \"service\": {\"name\": \"s\"}}]}}"
      })
  void whatTheAnswerDependsOnAsksAnew(String change) {
    assertThat(job(change).key()).isNotEqualTo(job("{}").key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"defaultRelease\": \"4.5\"}}",
        "{\"spec\": {\"jobs\": {\"maxConcurrent\": 3}}}",
        "{\"spec\": {\"paused\": true}}"
      })
  void nothingElseDoes(String change) {
    assertThat(job(change).key()).isEqualTo(job("{}").key());
    assertThat(job(change).name()).isEqualTo(job("{}").name());
  }

  @Test
  void theOrderOfLabelsMakesNoDifference() {
    var selectors = "{\"spec\": {\"jobs\": {\"podTemplate\": {\"nodeSelector\": {%s}}}}}";

    assertThat(job(selectors.formatted("\"a\": \"1\", \"b\": \"2\", \"c\": \"3\"")).key())
        .isEqualTo(job(selectors.formatted("\"c\": \"3\", \"b\": \"2\", \"a\": \"1\"")).key());
  }

  @Test
  void anAttemptThatCannotBeReadIsTheFirst() {
    var job = job("{}").attempt(1);
    job.getMetadata().setAnnotations(Map.of(ProbeJob.ATTEMPT, "many"));

    assertThat(ProbeJob.attemptOf(job)).isEqualTo(1);
  }
}
