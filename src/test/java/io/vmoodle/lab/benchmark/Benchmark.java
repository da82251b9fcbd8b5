package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the figures of {@code docs/numbers.md} on this machine. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = "Measures the operator against a writer without a controller.")
final class Benchmark implements Callable<Integer> {
  private static final Path PAGE = Path.of("docs", "numbers.md");

  @Option(names = "--sizes", defaultValue = "", description = "Numbers of tenants.")
  private String sizes = "";

  @Option(names = "--engines", defaultValue = "", description = "MariaDB, PostgreSQL.")
  private String engines = "";

  @Option(names = "--figures", defaultValue = "", description = "new, existing, wave, fleet, slow.")
  private String figures = "";

  @Option(names = "--operator-jvm", defaultValue = "", description = "Options of its JVM.")
  private String jvm = "";

  /** Runs it and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // Before the first logger is made.
    System.setProperty("logback.configurationFile", "benchmark/logback.xml");
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() {
    var choice = Choice.of(sizes, engines, figures);
    var report =
        new Report(
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            Ground.FOLDER.resolve("numbers.md"),
            choice.command());
    report.progress("load of the machine before: " + Machine.load());
    new Programme(choice, report, List.of(jvm.isBlank() ? new String[0] : jvm.split(" ", -1)))
        .run();
    if (choice.whole()) {
      report.publish(PAGE);
    }
    return report.complete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  static List<String> words(String text) {
    return Arrays.stream(text.split("[ ,]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * What is to be measured.
   *
   * @param whole everything, so that the page can say it
   */
  record Choice(
      List<Integer> sizes,
      List<Engine> engines,
      List<String> figures,
      boolean whole,
      String command) {
    private static final List<Integer> SIZES = List.of(200, 1_000, 10_000);
    private static final List<String> FIGURES = List.of("new", "existing", "wave", "slow", "fleet");

    static Choice of(String sizes, String engines, String figures) {
      var whole = sizes.isEmpty() && engines.isEmpty() && figures.isEmpty();
      return new Choice(
          sizes.isEmpty() ? SIZES : words(sizes).stream().map(Integer::valueOf).toList(),
          engines.isEmpty()
              ? List.of(Engine.MariaDB, Engine.PostgreSQL)
              : words(engines).stream().map(Engine::valueOf).toList(),
          figures.isEmpty() ? FIGURES : words(figures),
          whole,
          "mvn -Pbenchmark test-compile"
              + (whole
                  ? ""
                  : " -Dbenchmark.sizes=%s -Dbenchmark.engines=%s -Dbenchmark.figures=%s"
                      .formatted(sizes, engines, figures)));
    }

    boolean has(String figure) {
      return figures.contains(figure);
    }

    List<Integer> sizesUpTo(int largest) {
      return sizes.stream().filter(size -> size <= largest).toList();
    }
  }
}
