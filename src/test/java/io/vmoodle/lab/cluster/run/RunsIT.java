package io.vmoodle.lab.cluster.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With real processes that do nothing. */
@Isolated
class RunsIT {
  @TempDir private Path root;

  private final List<Process> started = new ArrayList<>();

  private Process idle() throws IOException {
    var process = new ProcessBuilder("sleep", "600").start();
    started.add(process);
    return process;
  }

  @AfterEach
  void endIdleProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  /** An identity whose process has ended. */
  private static ProcessIdentity ended() throws IOException, InterruptedException {
    var process = new ProcessBuilder("sleep", "600").start();
    var identity = ProcessIdentity.of(process.pid()).orElseThrow();
    process.destroyForcibly().waitFor();
    return identity;
  }

  @Test
  void endsWhatACrashedRunLeft() throws Exception {
    var server = idle();
    var crashed = RunFolder.at(root.resolve("jvm-crashed")).create(ended());
    crashed.record("etcd", server);
    Files.createDirectories(crashed.path().resolve("etcd/member"));

    assertThat(new Runs(root).sweep()).hasSize(1);

    // This JVM is told of the end of its child a moment later than whoever looks at the system.
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(crashed.path()).doesNotExist();
  }

  @Test
  void leavesRunsOfLivingJvmsAlone() throws IOException {
    var server = idle();
    var living = new Runs(root).create();
    living.record("etcd", server);

    new Runs(root).create();

    assertThat(server.isAlive()).isTrue();
    assertThat(living.state().processes()).containsKey("etcd");
  }

  @Test
  void doesNotTouchAProcessThatGotTheNumberOfOneThatEnded() throws Exception {
    var foreign = idle();
    var crashed = RunFolder.at(root.resolve("jvm-crashed")).create(ended());
    var recycled = new ProcessIdentity(foreign.pid(), "another boot+77");
    Files.writeString(
        crashed.path().resolve("state"),
        new RunState(ended(), RunState.startedBy(null).with("etcd", recycled).processes())
            .toText());

    new Runs(root).sweep();

    assertThat(foreign.isAlive()).isTrue();
    assertThat(crashed.path()).doesNotExist();
  }

  @Test
  void finishesARemovalThatWasCutShort() throws IOException {
    var rest = Files.createDirectories(root.resolve("jvm-rest"));
    Files.writeString(rest.resolve("etcd.log"), "");

    new Runs(root).sweep();

    assertThat(rest).doesNotExist();
  }

  @Test
  void keepsOthersOut() throws IOException {
    assertThat(Files.getPosixFilePermissions(new Runs(root).create().path())).hasSize(3);
  }
}
