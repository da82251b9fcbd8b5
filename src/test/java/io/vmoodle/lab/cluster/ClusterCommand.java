package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.Config;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.server.Address;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command for people: a cluster on this machine that stays until it is told to go. */
@Command(
    name = "cluster",
    subcommands = CommandLine.HelpCommand.class,
    description = "A Kubernetes control plane on this machine, without Docker or a VM.")
public final class ClusterCommand {
  private final PersonalCluster cluster;
  private final PrintWriter out;
  private final PrintWriter err;

  private ClusterCommand(PersonalCluster cluster, PrintWriter out, PrintWriter err) {
    this.cluster = cluster;
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    var cluster = new PersonalCluster(ClusterHome.ofUser(System.getenv()), Progress.to(System.err));
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(cluster, out, err).execute(arguments));
  }

  static CommandLine commandLine(PersonalCluster cluster, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ClusterCommand(cluster, out, err))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println(e.getMessage());
              return line.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  @Command(description = "Starts it, unless it runs already.")
  int up(
      @Option(
              names = "--bind",
              paramLabel = "ADDRESS",
              defaultValue = Address.LOOPBACK,
              description = "Where the API server listens; ${DEFAULT-VALUE} if not given.")
          String bind) {
    var begin = System.nanoTime();
    cluster.up(Address.parse(bind));
    out.printf(
        "The cluster is up (%.1f s).%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    return status();
  }

  @Command(description = "Ends it and removes all its data.")
  int down() {
    cluster.down();
    out.println("No cluster is up.");
    return CommandLine.ExitCode.OK;
  }

  @Command(description = "Tells whether it runs, and how to reach it.")
  int status() {
    if (!cluster.running()) {
      out.println("No cluster is up.");
      return CommandLine.ExitCode.OK;
    }
    var folder = cluster.folder();
    out.printf("API server  %s%n", url());
    folder.state().summary().forEach((name, state) -> out.printf("%-24s %s%n", name, state));
    out.printf("Logs        %s/*.log%n", folder.path());
    out.printf("To use it:  export KUBECONFIG=%s%n", folder.kubeconfig());
    cluster.kubectl().ifPresent(path -> out.printf("kubectl     %s%n", path));
    return CommandLine.ExitCode.OK;
  }

  @Command(description = "Prints the path of the admin's kubeconfig.")
  int kubeconfig() {
    if (!cluster.running()) {
      err.println("No cluster is up.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    out.println(cluster.folder().kubeconfig());
    return CommandLine.ExitCode.OK;
  }

  private String url() {
    return Config.fromKubeconfig(cluster.folder().kubeconfig().toFile()).getMasterUrl();
  }
}
