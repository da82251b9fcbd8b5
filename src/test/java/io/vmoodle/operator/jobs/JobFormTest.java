package io.vmoodle.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.operator.api.platform.JobsSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each folder of {@code src/test/resources/jobs} holds {@code in.yaml}, what a platform wants of
 * its Jobs and what is to run, and {@code out.yaml}, the Job that must come of it, to the letter.
 * {@code mvn -q test -Dtest=JobFormTest -Dgolden=write} writes the outputs; read the difference
 * before it is committed.
 */
class JobFormTest {
  private static final boolean WRITE = "write".equals(System.getProperty("golden"));

  private record Input(JobsSpec jobs, JobRequest request) {
    static Input read(String folder) throws IOException {
      return new KubernetesSerialization()
          .unmarshal(Files.readString(path(folder, "in.yaml")), Input.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"install", "plain"})
  void theJobIsAsWritten(String folder) throws IOException {
    var input = Input.read(folder);

    var job = Serialization.asYaml(JobForm.of(input.jobs(), input.request()));

    if (WRITE) {
      Files.writeString(path(folder, "out.yaml"), job);
    }
    assertThat(path(folder, "out.yaml")).hasContent(job);
  }

  /** Else a tenant would read the platform's Secrets in the name of its own site. */
  @Test
  void nothingThatATenantSaysIsTakenForTheNameOfAVariable() throws IOException {
    var job = JobForm.of(Input.read("install").jobs(), Input.read("install").request());

    assertThat(job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
        .filteredOn(variable -> variable.getName().equals("VMOODLE_SITE_NAME"))
        .singleElement()
        .extracting(variable -> variable.getValue())
        .isEqualTo("Cash $$$$ and $$(DB_PASSWORD)");
  }

  @Test
  void onlyTheContainerThatMakesFoldersSeesTheWholeClaim() throws IOException {
    var pod =
        JobForm.of(Input.read("install").jobs(), Input.read("install").request())
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(pod.getContainers().getFirst().getVolumeMounts())
        .filteredOn(mount -> mount.getName().equals("vmoodle-data"))
        .singleElement()
        .satisfies(mount -> assertThat(mount.getSubPath()).isEqualTo("abcdefghij"));
    assertThat(pod.getInitContainers().getFirst().getVolumeMounts())
        .singleElement()
        .satisfies(mount -> assertThat(mount.getName()).isEqualTo("vmoodle-data"));
    assertThat(pod.getInitContainers().getFirst().getEnv()).isEmpty();
  }

  private static Path path(String folder, String file) {
    return Path.of("src/test/resources/jobs", folder, file);
  }
}
