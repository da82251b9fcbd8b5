package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageIdsTest {
  private static final String IMAGE = "registry.example.edu/moodle:4.4";

  private static Pod pod(String image, String id) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("php")
        .withImage(image)
        .endContainer()
        .endSpec()
        .withNewStatus()
        .addNewContainerStatus()
        .withName("php")
        .withImageID(id)
        .endContainerStatus()
        .endStatus()
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          r/moodle@sha256:aa, r/moodle@sha256:aa, false
          r/moodle@sha256:aa, r/moodle@sha256:bb, true
          r/moodle@sha256:aa, mirror/moodle@sha256:bb, false
          r/moodle@sha256:aa, sha256:bb, false
          sha256:aa, sha256:bb, true
          sha256:aa, sha256:aa, false
          r/moodle@sha256:aa, docker-pullable://r/moodle@sha256:aa, false
          r/moodle@sha256:aa, '', false
          '', r/moodle@sha256:aa, false
          """)
  void onlyWhatCanBeComparedIs(String probed, String running, boolean differs) {
    assertThat(ImageIds.differing(probed, IMAGE, List.of(pod(IMAGE, running))).isPresent())
        .isEqualTo(differs);
  }

  @Test
  void containersWithOtherImagesSayNothing() {
    var other = pod("registry.example.edu/nginx:1", "r/moodle@sha256:bb");
    var starting = new PodBuilder(pod(IMAGE, "x")).withStatus(null).build();

    assertThat(ImageIds.differing("r/moodle@sha256:aa", IMAGE, List.of(other, starting))).isEmpty();
  }
}
