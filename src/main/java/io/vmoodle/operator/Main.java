package io.vmoodle.operator;

import io.vmoodle.operator.tenant.route.HttpLoginAsker;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that starts the operator. */
@Command(
    name = "vmoodle-operator",
    description = "Manages virtual Moodles: runs until it is told to stop.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Each option can be given as an environment variable instead: VMOODLE_ and its name in",
      "capitals, such as VMOODLE_HTTP_PORT for --http-port. The command line wins.",
      "Which cluster it is: the pod's ServiceAccount, else $KUBECONFIG, else ~/.kube/config."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:it was told to stop before it had started (with SIGTERM: 143)",
      "  1:it could not start; the log says why",
      "  2:an option is wrong",
      "  3:another process is the leader now; start it again, and it waits for its turn"
    })
public final class Main implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final int HELP_WIDTH = 120;

  @Mixin private final Options options = new Options();

  private final ToIntFunction<Settings> program;

  private Main(ToIntFunction<Settings> program) {
    this.program = program;
  }

  /**
   * Starts the operator and ends the process with one of the exit codes that {@code --help} lists.
   *
   * @param args options
   */
  public static void main(String[] args) {
    HttpLoginAsker.allowHostHeader();
    System.exit(commandLine(System.getenv(), OperatorProcess::run).execute(args));
  }

  /**
   * The command.
   *
   * @param environment the environment variables
   * @param program is run with what the options say, and returns the exit code
   */
  static CommandLine commandLine(Map<String, String> environment, ToIntFunction<Settings> program) {
    return new CommandLine(new Main(program))
        .setUsageHelpWidth(HELP_WIDTH)
        .setDefaultValueProvider(new EnvironmentVariables(environment))
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              var err = wrong.getCommandLine().getErr();
              err.println(wrong.getMessage());
              err.println("vmoodle-operator --help tells of all options.");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, arguments) -> {
              LOG.atError().setCause(failure).log("The operator could not start");
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() {
    return program.applyAsInt(options.settings());
  }
}
