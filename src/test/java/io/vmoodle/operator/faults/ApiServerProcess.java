package io.vmoodle.operator.faults;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The kube-apiserver of a cluster of local processes, which may be killed and started again. */
final class ApiServerProcess {
  private static final String NAME = "kube-apiserver";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunFolder folder;
  private final ProcessHandle process;
  private final List<String> command;

  ApiServerProcess(Cluster cluster) {
    folder = RunFolder.at(requireNonNull(cluster.kubeconfig().getParent()));
    process =
        ProcessHandle.of(requireNonNull(folder.state().processes().get(NAME)).pid()).orElseThrow();
    var info = process.info();
    command =
        Stream.concat(info.command().stream(), Stream.of(info.arguments().orElseThrow())).toList();
  }

  /** Kills it, so that it says goodbye to nobody. */
  void kill() {
    process.destroyForcibly();
    await(NAME).atMost(PATIENCE).until(() -> !process.isAlive());
  }

  /** Starts it again, at the same address and on the same data. */
  void startAgain() throws IOException {
    var again =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(NAME).toFile()))
            .start();
    folder.record(NAME, again);
  }
}
