package io.vmoodle.operator.crash.process;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A running {@link MortalOperator}. Its output is kept in {@code target/crash}. */
public final class OperatorProcess implements AutoCloseable {
  static final Path LOGS = Path.of("target", "crash");
  private static final List<String> COMMAND =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx400m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(15);

  /** 128 and the number of SIGKILL. */
  private static final int KILLED = 137;

  private final List<Point> reached = new CopyOnWriteArrayList<>();
  private final List<Point> stopped = new CopyOnWriteArrayList<>();
  private final Path log;
  private final Process process;
  private volatile boolean started;

  private OperatorProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the operator and waits until its watches are there.
   *
   * @param namespaces those that it manages
   * @param resync how often it looks at everything
   * @param stops where it does not go on
   */
  public static OperatorProcess start(
      Path kubeconfig, Set<String> namespaces, Duration resync, Collection<Point> stops) {
    return start(kubeconfig, namespaces, resync, stops, List.of());
  }

  /**
   * {@link #start(Path, Set, Duration, Collection)} for one of several of which one leads; returns
   * when it waits for that.
   *
   * @param leaseNamespace where the lease is
   */
  public static OperatorProcess candidate(
      Path kubeconfig,
      Set<String> namespaces,
      Duration resync,
      Collection<Point> stops,
      String leaseNamespace) {
    return start(kubeconfig, namespaces, resync, stops, List.of(leaseNamespace));
  }

  private static OperatorProcess start(
      Path kubeconfig,
      Set<String> namespaces,
      Duration resync,
      Collection<Point> stops,
      List<String> further) {
    try {
      Files.createDirectories(LOGS);
      var log = Files.createTempFile(LOGS.toAbsolutePath(), "operator-", ".log");
      var stopFile = log.resolveSibling(log.getFileName() + ".stops");
      Files.write(stopFile, stops.stream().map(Point::line).toList());
      var command = new ArrayList<>(COMMAND);
      command.addAll(StartCache.ofThisJvm().options());
      command.addAll(
          List.of(
              MortalOperator.class.getName(),
              kubeconfig.toString(),
              String.join(",", namespaces),
              resync.toString(),
              stopFile.toString()));
      command.addAll(further);
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var operator = new OperatorProcess(log, process);
      Thread.ofVirtual().start(operator::listen);
      operator.awaitStart();
      return operator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (var output = process.inputReader();
        var copy = Files.newBufferedWriter(log)) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        Point.after(Points.REACHED, line).ifPresent(reached::add);
        Point.after(Points.STOPPED, line).ifPresent(stopped::add);
        started = started || line.equals(MortalOperator.STARTED);
      }
    } catch (IOException e) {
      // Whoever kills a process closes its output, too.
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void awaitStart() {
    try {
      await("start of the operator, see " + log)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> started || !process.isAlive());
      assertThat(process.isAlive()).as("operator runs, see %s", log).isTrue();
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** What it went past, in this order for each resource. */
  public List<Point> reached() {
    return List.copyOf(reached);
  }

  /** Waits until it has come to a stop at each of these points. */
  public void awaitStopped(Collection<Point> stops) {
    var missing = missing(stops, PATIENCE);
    if (!missing.isEmpty()) {
      throw new AssertionError("never reached, see %s:%n%s".formatted(log, lines(missing)));
    }
  }

  /**
   * Waits for a while until it has come to a stop at each of these points, too.
   *
   * @return those that did not come
   */
  public List<Point> mayStop(Collection<Point> stops) {
    return missing(stops, SHORT_PATIENCE);
  }

  private List<Point> missing(Collection<Point> stops, Duration atMost) {
    try {
      await()
          .atMost(atMost)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || Set.copyOf(stopped).containsAll(stops));
    } catch (ConditionTimeoutException e) {
      return stops.stream().filter(it -> !stopped.contains(it)).toList();
    }
    return List.of();
  }

  private static String lines(List<Point> points) {
    return points.stream().map(Point::line).sorted().collect(joining("\n"));
  }

  /** Waits until it has passed so many points, or until it has had the time for them. */
  public void awaitReached(int points, Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    await()
        .atMost(atMost.plus(PATIENCE))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> reached.size() >= points || System.nanoTime() - deadline > 0);
  }

  /** Sends SIGKILL and waits until it is dead of it. */
  public void kill() {
    process.destroyForcibly();
    assertThat(exitValue()).as("exit value, see %s", log).isEqualTo(KILLED);
  }

  /** Sends SIGSTOP: it does nothing any more, and all of its connections stay. */
  public void freeze() {
    signal("STOP");
  }

  /** Sends SIGCONT; it goes on at once also from where it was made to stop. */
  public void wake() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it has ended because another process leads. */
  public void awaitNotLeader() {
    assertThat(exitValue()).as("exit value, see %s", log).isEqualTo(MortalOperator.NOT_LEADER);
  }

  /** Lets it stop by itself, as a rollout would. */
  public void stop() throws IOException {
    process.outputWriter().close();
    assertThat(exitValue()).as("exit value, see %s", log).isZero();
  }

  private int exitValue() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, whatever state it is in. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
