package io.vmoodle.lab.cluster.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process started, as text that is equal each time it is read and differs between two
 * processes. On Linux it is the boot's id and the kernel's tick count: the JDK computes an instant
 * from them and the wall clock, which moves when somebody sets the clock.
 */
final class StartMark {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  private StartMark() {}

  static Optional<String> read(long pid) {
    if (!Files.isReadable(BOOT)) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .flatMap(handle -> handle.info().startInstant())
          .map(Instant::toString);
    }
    try {
      var stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return ticks(stat).map(ticks -> boot() + "+" + ticks);
    } catch (IOException e) {
      // The kernel has no such file (any more): no such process.
      return Optional.empty();
    }
  }

  /**
   * The start in clock ticks since boot from the text of {@code /proc/PID/stat}; empty for a
   * process that has ended and only waits for its parent to notice.
   */
  static Optional<String> ticks(String stat) {
    // The second field is the program's name in parentheses, and may itself hold both.
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return switch (fields[STATE]) {
      case "Z", "X" -> Optional.empty();
      default -> Optional.of(fields[START_TICKS]);
    };
  }

  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
