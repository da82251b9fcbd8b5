package io.vmoodle.operator.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vmoodle.operator.kube.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlatformFilesTest {
  private static final Path SHIPPED = Path.of("src/main/resources/io/vmoodle/operator/moodle");

  @Test
  void webPodsFindTheBootAndTheMainMoodlesRelease() throws IOException {
    var files = BootFiles.configMap("schools", "academie", "4.4-\"odd\"");

    assertThat(files.getMetadata().getName()).isEqualTo("academie-boot");
    assertThat(files.getMetadata().getLabels()).isEqualTo(Labels.ofPlatform("academie"));
    assertThat(files.getData()).containsOnlyKeys("boot.php", "platform.json", "switch.php");
    assertThat(files.getData().get("switch.php"))
        .isEqualTo(Files.readString(SHIPPED.resolve("switch.php")));
    assertThat(files.getData().get("boot.php"))
        .isEqualTo(Files.readString(SHIPPED.resolve("boot.php")));
    assertThat(new ObjectMapper().readTree(files.getData().get("platform.json")).properties())
        .containsExactly(Map.entry("release", TextNode.valueOf("4.4-\"odd\"")));
  }

  @Test
  void jobsFindEveryScriptThatIsShipped() throws IOException {
    var shipped = new TreeMap<String, String>();
    try (var scripts = Files.list(SHIPPED.resolve("job"))) {
      for (var script : scripts.toList()) {
        shipped.put(script.getFileName().toString(), Files.readString(script));
      }
    }
    shipped.put("switch.php", Files.readString(SHIPPED.resolve("switch.php")));

    assertThat(JobScripts.configMap("schools", "academie").getData()).isEqualTo(shipped);
  }

  @Test
  void scriptsOfOneNameAreNeverOthers() {
    var scripts = JobScripts.configMap("schools", "academie");

    assertThat(scripts.getImmutable()).isTrue();
    assertThat(scripts.getMetadata().getName())
        .isEqualTo("academie-job-" + JobScripts.hash())
        .matches("academie-job-[0-9a-f]{10}");
    assertThat(JobScripts.name("academie")).isNotEqualTo(JobScripts.name("other"));
  }
}
