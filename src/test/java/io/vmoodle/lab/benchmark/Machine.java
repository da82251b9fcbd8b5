package io.vmoodle.lab.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is said of the machine: enough to compare, nothing that tells whose it is. */
final class Machine {
  private Machine() {}

  static String facts() {
    return "%d processors (%s), %d GiB of memory, %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            first("/proc/cpuinfo", "model name"),
            Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.version().feature());
  }

  /** How busy it was just before: more than a little, and absolute figures say nothing. */
  static String load() {
    return read("/proc/loadavg").split(" ", -1)[0];
  }

  private static String first(String file, String field) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(field))
        .findFirst()
        .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
        .orElse("0");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
