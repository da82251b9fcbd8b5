package io.vmoodle.lab.cluster.run;

import java.util.List;
import java.util.Optional;

/**
 * One process, told apart from any later one that gets the same number.
 *
 * @param pid its number, which the system uses again after its end
 * @param start when it started, as {@link StartMark} reads it; compared, never interpreted
 */
public record ProcessIdentity(long pid, String start) {
  /** Identity of a process that runs now; empty if it has ended. */
  public static Optional<ProcessIdentity> of(long pid) {
    return StartMark.read(pid).map(start -> new ProcessIdentity(pid, start));
  }

  /** This JVM. */
  public static ProcessIdentity ofThisJvm() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  /**
   * Whether exactly this process still runs; a process that merely has its number does not count.
   */
  public boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** What it started, and what these started, as far as it runs; empty if this one has ended. */
  List<ProcessIdentity> descendants() {
    return handle().stream()
        .flatMap(ProcessHandle::descendants)
        .flatMap(child -> of(child.pid()).stream())
        .toList();
  }

  /**
   * A handle to exactly this process; empty if it has ended. The handle checks the start again when
   * it is used, so that it cannot reach a successor either.
   */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(handle -> alive());
  }
}
