package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vmoodle.operator.kube.Labels;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleaseRecordTest {
  private static final ReleaseRecord RECORD =
      new ReleaseRecord(
          "4.4_Beta",
          "registry.example.edu/moodle:4.4 /var/www/html",
          "0123456789",
          "sha256:1",
          Instant.parse("2026-01-02T03:04:05Z"),
          Reports.GOOD);

  @Test
  void whatIsKeptComesBack() {
    var stored = RECORD.configMap("schools", "academie");

    assertThat(stored.getMetadata().getName()).matches("academie-release-[0-9a-f]{10}");
    assertThat(stored.getMetadata().getLabels()).isEqualTo(Labels.ofPlatform("academie"));
    assertThat(ReleaseRecord.of(stored)).contains(RECORD);
  }

  @Test
  void whatWasEditedIsNotBelieved() {
    var stored = RECORD.configMap("schools", "academie");

    for (var key : stored.getData().keySet()) {
      if (key.equals("report.json") || key.equals("sha256") || key.equals("probedAt")) {
        assertThat(ReleaseRecord.of(new ConfigMapBuilder(stored).addToData(key, "edited").build()))
            .as(key)
            .isEmpty();
      }
    }
    assertThat(ReleaseRecord.of(new ConfigMapBuilder(stored).withData(null).build())).isEmpty();
  }
}
