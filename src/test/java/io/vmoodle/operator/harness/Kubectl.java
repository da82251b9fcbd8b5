package io.vmoodle.operator.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmoodle.lab.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real {@code kubectl}, as an admin of the test's cluster. */
public final class Kubectl {
  private static final int SECONDS = 60;

  private final Path program;
  private final Path kubeconfig;

  /** The one that came with the cluster, else the one on the path. */
  public Kubectl(Cluster cluster) {
    this.program = cluster.kubectl().orElse(Path.of("kubectl"));
    this.kubeconfig = cluster.kubeconfig();
  }

  /**
   * Runs a command in a namespace and returns what it printed.
   *
   * @throws IllegalStateException with what it printed, when it failed or did not end in a minute
   */
  public String run(String namespace, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program.toString(), "--namespace", namespace));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
