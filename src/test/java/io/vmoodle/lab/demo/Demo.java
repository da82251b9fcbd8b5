package io.vmoodle.lab.demo;

import io.vmoodle.lab.cluster.run.EndWithJvm;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything on this machine, shows what the operator does, and ends everything again. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Shows on this machine what the operator does.")
final class Demo implements Callable<Integer> {
  private static final List<Chapter> CHAPTERS =
      List.of(
          new PlatformOpens(),
          new TenantsBecomeTrue(),
          new RegistryShown(),
          new RoutesShown(),
          new TenantsAnswer(),
          new DriftMended(),
          new ConflictsRefused(),
          new TenantComesBack(),
          new WaveHalts(),
          new WaveGoesOn());

  private final Screen screen;

  @Option(
      names = "--keep",
      arity = "0..1",
      fallbackValue = "true",
      description = "Leaves everything up until Ctrl-C, to try things with kubectl.")
  private boolean keep;

  private Demo(Screen screen) {
    this.screen = screen;
  }

  /** Runs the demo and ends the JVM with its exit code: 0 if everything became true. */
  public static void main(String[] arguments) {
    // Before the first logger is made.
    System.setProperty("logback.configurationFile", "demo/logback.xml");
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new Demo(new Screen(out, terminal))).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    var begin = System.nanoTime();
    screen.say(
        "vmoodle-operator demo: a real API server and node, a real MariaDB, a real PostgreSQL.");
    screen.say("The operator's log is in target/demo.log.");
    var interrupted = EndWithJvm.run(() -> screen.end("Interrupted: ending what was started ..."));
    try (var surroundings = Surroundings.start(screen)) {
      for (var chapter : CHAPTERS) {
        screen.chapter(chapter.title());
        chapter.play(surroundings, screen);
      }
      screen.chapter(
          "All of it became true, in %d s"
              .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
      if (keep) {
        new HowToGoOn(surroundings.cluster(), surroundings.front().port()).tell(screen);
        new CountDownLatch(1).await();
      }
      interrupted.forget();
      screen.say(
          "Ending the operator, the databases and the cluster. README.md says how to go on.");
      return CommandLine.ExitCode.OK;
    } catch (NotTrue e) {
      interrupted.forget();
      screen.failure(String.valueOf(e.getMessage()));
    } catch (SQLException | RuntimeException e) {
      interrupted.forget();
      screen.failure("%s (see target/demo.log)".formatted(e));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
