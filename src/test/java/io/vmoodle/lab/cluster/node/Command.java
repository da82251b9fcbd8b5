package io.vmoodle.lab.cluster.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that is run to its end.
 *
 * @param line the program and its arguments
 */
record Command(List<String> line) {
  /** What is written to a program. */
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream stream) throws IOException;
  }

  /** How a program ended, and all that it said. */
  record Outcome(int exitCode, String output) {}

  static Command of(String... line) {
    return new Command(List.of(line));
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException with its output if it does not end with 0
   */
  void run() {
    run(stream -> {});
  }

  /** As {@link #run()}, with input. */
  void run(Input input) {
    var outcome = attempt(input);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s"
              .formatted(String.join(" ", line), outcome.exitCode(), outcome.output()));
    }
  }

  /** Runs it and tells how it ended. */
  Outcome attempt(Input input) {
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PATH", Programs.path());
    try {
      var process = builder.start();
      try (var stream = process.getOutputStream()) {
        input.writeTo(stream);
      } catch (IOException e) {
        // It ended without reading all of it; what it said tells why.
        return outcome(process);
      }
      return outcome(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome outcome(Process process) throws IOException {
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program ran", e);
    }
  }
}
