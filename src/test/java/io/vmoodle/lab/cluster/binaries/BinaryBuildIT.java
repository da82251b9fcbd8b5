package io.vmoodle.lab.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With a shell script as compiler, so that it takes no minutes. */
@Isolated
class BinaryBuildIT {
  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();
  private Binaries target = new Binaries(Path.of("."));

  @BeforeEach
  void targetIsEmpty() {
    target = new Binaries(folder.resolve("cache"));
  }

  private BinaryBuild build(String compiler) throws IOException {
    var script = Files.writeString(folder.resolve("go"), "#!/bin/sh\n" + compiler);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new BinaryBuild(
        ServerModule.read(), Level.CONTROL_PLANE, target, lines::add, script.toString());
  }

  /**
   * The seventh argument of {@code go build -trimpath -ldflags FLAGS -o FILE PACKAGE} is the
   * package.
   */
  private static final String WORKS =
      "echo \"$7 $CGO_ENABLED $GOFLAGS\" > \"$6\" && chmod +x \"$6\"";

  @Test
  void buildsOneAfterTheOtherAndSaysSo() throws IOException {
    build(WORKS).run();

    assertThat(target.missing(Level.CONTROL_PLANE)).isEmpty();
    assertThat(target.of(Program.ETCD))
        .content()
        .contains("go.etcd.io/etcd/server/v3 0 -mod=readonly");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).contains("kube-apiserver", "2 of 4", "about 4 minutes");
  }

  @Test
  void buildsOnlyWhatIsMissing() throws IOException {
    build(WORKS).run();
    Files.delete(target.of(Program.KUBECTL));
    lines.clear();

    build(WORKS).run();

    assertThat(lines).singleElement().asString().contains("kubectl");
  }

  @Test
  void aFailedBuildLeavesNoProgramAndShowsWhatTheCompilerSaid() throws IOException {
    var broken = build("printf half > \"$6\"; chmod +x \"$6\"; echo 'undefined: Foo' >&2; exit 2");

    assertThatThrownBy(broken::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("etcd", "undefined: Foo");
    assertThat(target.missing(Level.CONTROL_PLANE)).contains("etcd");

    build(WORKS).run();
    assertThat(target.missing(Level.CONTROL_PLANE)).isEmpty();
    assertThat(target.folder()).isDirectoryNotContaining("glob:**.part");
  }
}
