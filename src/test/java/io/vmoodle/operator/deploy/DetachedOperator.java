package io.vmoodle.operator.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vmoodle.operator.Main;
import io.vmoodle.operator.harness.RunningOperator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The operator as it is deployed: a process of its own that was started by its command line. */
final class DetachedOperator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path log;

  private DetachedOperator(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param kubeconfig the cluster and the rights
   * @param folder for its log
   */
  static DetachedOperator start(Path kubeconfig, Path folder, String... options)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                // The test's own logging is plain text.
                "-Dlogback.configurationFile=" + Path.of("src/main/resources/logback.xml"),
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--http-host=127.0.0.1",
                "--http-port=0"));
    command.addAll(List.of(options));
    var log = folder.resolve("operator.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return new DetachedOperator(builder.redirectOutput(log.toFile()).start(), log);
  }

  /** Waits until it answers that it is ready. */
  void awaitReady() {
    Awaitility.await("readiness")
        .atMost(RunningOperator.PATIENCE)
        .until(() -> address().isPresent() && get("/readyz").statusCode() == 200);
  }

  /** What a page says. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://" + address().orElseThrow() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  /** The port was any that was free; the log says which. */
  private Optional<String> address() throws IOException {
    for (var line : log().lines().filter(it -> it.contains("metrics are served")).toList()) {
      return Optional.of(JSON.readTree(line).get("address").asText().replaceFirst("^.*/", ""));
    }
    return Optional.empty();
  }

  /** What it logged. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end and returns the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(RunningOperator.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
