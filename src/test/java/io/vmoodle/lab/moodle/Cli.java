package io.vmoodle.lab.moodle;

import io.vmoodle.lab.web.WebProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script of a code base on the command line, in an environment that has nothing but what is
 * given.
 *
 * @param code the code base
 * @param environment of the process, besides PATH
 * @param php options of PHP itself
 */
public record Cli(Path code, Map<String, String> environment, List<String> php) {
  private static final int PATIENCE_SECONDS = 60;

  /**
   * What came of it.
   *
   * @param exitCode as a shell says it: 128 and the signal's number for a killed process
   * @param output what it wrote to standard output
   * @param errors what it wrote to standard error
   */
  public record Result(int exitCode, String output, String errors) {}

  /** Scripts of this code base, as they are. */
  public static Cli in(Path code) {
    return new Cli(code, Map.of(), List.of());
  }

  /** The same with one more variable. */
  public Cli with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Cli(code, more, php);
  }

  /** The same with a setting of php.ini. */
  public Cli setting(String name, Object value) {
    var more = new ArrayList<>(php);
    more.addAll(List.of("-d", name + "=" + value));
    return new Cli(code, environment, more);
  }

  /** Runs a script to its end. */
  public Result run(String script, String... arguments) {
    try {
      var output = Files.createTempFile("output", ".log");
      var errors = Files.createTempFile("errors", ".log");
      try {
        var process = process(script, arguments);
        process.redirectOutput(output.toFile()).redirectError(errors.toFile());
        var running = process.start();
        if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          running.destroyForcibly();
          throw new IllegalStateException(script + " does not come to an end");
        }
        return new Result(running.exitValue(), read(output), read(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a script, whose output is thrown away. */
  public Process start(String script, String... arguments) {
    try {
      return process(script, arguments)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder process(String script, String... arguments) {
    var command = new ArrayList<>(List.of(WebProgram.PHP.path().toString()));
    command.addAll(php);
    command.add(script);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(code.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
