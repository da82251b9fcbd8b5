package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The CRDs that are checked in are those that the Java types make. */
class CrdsAreCurrentTest {
  private static final boolean WRITE = Boolean.getBoolean("crds.write");

  @ParameterizedTest
  @EnumSource
  void theCheckedInCrdIsWhatTheTypesMake(ResourceKind kind) throws IOException {
    var generated = new CrdGeneration().yaml(kind);
    if (WRITE) {
      Files.writeString(kind.file(), generated);
    }
    assertThat(kind.file())
        .as("write the CRDs with: mvn -q test -Dtest=CrdsAreCurrentTest -Dcrds.write=true")
        .hasContent(generated);
  }

  /** kubectl reads YAML 1.1, in which a bare True is no text. */
  @ParameterizedTest
  @EnumSource
  void theCheckedInCrdReadsAsItWasMade(ResourceKind kind) throws IOException {
    var read = new YAMLMapper().readTree(Files.readString(kind.file()));

    var made = new CrdGeneration().crd(kind);
    assertThat(read).isEqualTo(new ObjectMapper().readTree(made.toString()));
  }

  @Test
  void everyCheckedInCrdHasAKind() throws IOException {
    try (var files = Files.list(Path.of("crds"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
          .containsExactlyInAnyOrder(
              ResourceKind.MOODLE_PLATFORM.file(), ResourceKind.VIRTUAL_MOODLE.file());
    }
  }
}
