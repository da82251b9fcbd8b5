package io.vmoodle.lab.cluster.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders stand for groups. */
class ControlGroupsTest {
  @TempDir private Path root;

  @Test
  void removesOnlyTheGroupsOfThatName() throws IOException {
    Files.createDirectories(root.resolve("memory/ours/pod/container"));
    Files.createDirectories(root.resolve("pids/ours"));
    Files.createDirectories(root.resolve("ours/pod"));
    var others = Files.createDirectories(root.resolve("memory/others/pod"));

    ControlGroups.remove(root, "ours");

    assertThat(root.resolve("memory/ours")).doesNotExist();
    assertThat(root.resolve("pids/ours")).doesNotExist();
    assertThat(root.resolve("ours")).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void aMachineWithoutGroupsHasNoneToRemove() {
    ControlGroups.remove(root.resolve("none"), "ours");

    assertThat(root).isEmptyDirectory();
  }
}
