package io.vmoodle.lab.moodle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmoodle.operator.moodle.ShippedScripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The shipped scripts of Jobs as plain processes, in an environment that has nothing but what is
 * given.
 *
 * @param folder where the scripts, their results and their output are
 * @param code in which a script runs
 * @param environment of the process, besides PATH
 */
public record JobScripts(Path folder, Path code, Map<String, String> environment) {
  private static final int PATIENCE_SECONDS = 90;

  /**
   * What came of it.
   *
   * @param exitCode as a shell says it
   * @param result what it wrote as a pod's termination message
   * @param output what it wrote to standard output and standard error
   */
  public record Ended(int exitCode, String result, String output) {}

  /** The scripts, in a folder that does not exist yet. */
  public static JobScripts in(Path folder, Path code) {
    try {
      Files.createDirectory(folder);
      for (var file : ShippedScripts.ofJobs().entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      return new JobScripts(folder, code, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with one more variable. */
  public JobScripts with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new JobScripts(folder, code, more);
  }

  /** The same in another code base. */
  public JobScripts of(Path otherCode) {
    return new JobScripts(folder, otherCode, environment);
  }

  /** Runs one to its end. */
  public Ended run(String script, String... arguments) {
    try {
      Files.deleteIfExists(result());
      var process = start(script, arguments);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill(process);
        throw new IllegalStateException(script + " does not come to an end");
      }
      return new Ended(process.exitValue(), read(result()), read(output()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts one. */
  public Process start(String script, String... arguments) {
    var command = new ArrayList<>(List.of("/bin/sh", folder.resolve(script).toString()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(code.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().put("VMOODLE_RESULT", result().toString());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills a script with all that it started, as the end of a container does. */
  public static void kill(Process script) {
    var all = new ArrayList<>(script.descendants().toList());
    all.add(script.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private Path result() {
    return folder.resolve("result.json");
  }

  private Path output() {
    return folder.resolve("output.log");
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, UTF_8) : "";
  }
}
