package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void everyCheckedInCrdHasAKind() throws IOException {
    try (var files = Files.list(Path.of("crds"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
          .containsExactlyInAnyOrder(
              ResourceKind.MOODLE_PLATFORM.file(), ResourceKind.VIRTUAL_MOODLE.file());
    }
  }
}
