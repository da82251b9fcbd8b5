package io.vmoodle.lab.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vmoodle.operator.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The operator as it is deployed: a process of its own with the image's JVM options. */
final class MeasuredOperator implements AutoCloseable {
  /**
   * As in the image, in a container of 512 MiB: the heap is given here, because this process sees
   * the whole machine's memory.
   */
  static final List<String> JVM =
      List.of(
          "-Xmx307m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private MeasuredOperator(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it with default settings and leader election, as the shipped deployment does.
   *
   * @param kubeconfig the cluster and the shipped rights
   * @param log what it says
   * @param jvm more options of the JVM, such as a recording
   */
  static MeasuredOperator start(Path kubeconfig, Path log, List<String> jvm) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=" + Path.of("src/main/resources/logback.xml"),
            "-classpath",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--http-host=127.0.0.1",
            "--http-port=0",
            "--leader-election",
            "--lease-namespace=" + Ground.HOME));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    try {
      return new MeasuredOperator(builder.redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it acts. */
  MeasuredOperator awaitLeader() {
    Waiting.until(PATIENCE, "the operator leads", () -> number("vmoodle_leader") == 1);
    return this;
  }

  /** The sum of a metric over all series that have these labels, 0 where there is none. */
  double number(String metric, String... labels) {
    return page()
        .map(
            text ->
                text.lines()
                    .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                    .filter(line -> List.of(labels).stream().allMatch(line::contains))
                    .mapToDouble(
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum())
        .orElse(0.0);
  }

  /** Memory in MiB: {@code VmRSS} is now, {@code VmHWM} was the most. */
  long memory(String field) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith(field + ":"))
              .map(line -> line.replaceAll("\\D", ""))
              .mapToLong(Long::parseLong)
              .sum()
          >> 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor time that it took so far. */
  Duration processor() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Optional<String> page() {
    try {
      var address = address();
      if (address.isEmpty()) {
        return Optional.empty();
      }
      var request =
          HttpRequest.newBuilder(URI.create("http://%s/metrics".formatted(address.get())));
      return Optional.of(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The port was any that was free; the log says which. */
  private Optional<String> address() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended, see " + log);
    }
    for (var line : Files.readAllLines(log)) {
      if (line.contains("metrics are served")) {
        return Optional.of(JSON.readTree(line).get("address").asText().replaceFirst("^.*/", ""));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
