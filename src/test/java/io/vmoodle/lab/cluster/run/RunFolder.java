package io.vmoodle.lab.cluster.run;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: state of its processes, data, certificates, logs. It exists exactly as
 * long as the run has anything to end.
 *
 * <p>A process is written down right after its start. Killing the JVM in the instant between the
 * two leaves a process that nobody knows; it is never guessed at, since guessing could hit another
 * one.
 */
public final class RunFolder {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

  private final Path path;

  RunFolder(Path path) {
    this.path = path;
  }

  /** The folder of this path, which need not exist. */
  public static RunFolder at(Path path) {
    return new RunFolder(path);
  }

  /** Makes the folder, readable by this user only, for a run that ends with {@code owner}. */
  public RunFolder create(@Nullable ProcessIdentity owner) {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(RunState.startedBy(owner));
    return this;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Where a server writes what it has to say. */
  public Path log(String server) {
    return path.resolve(server + ".log");
  }

  /** Name of the control group below which all groups of the run are, if it has any. */
  public String controlGroup() {
    return "vmoodle-lab-" + path.getFileName();
  }

  /** Where the run's admin kubeconfig is. */
  public Path kubeconfig() {
    return path.resolve("kubeconfig.yaml");
  }

  /** What was written down; empty of processes if nothing was. */
  public RunState state() {
    var file = stateFile();
    try {
      return Files.exists(file)
          ? RunState.parse(Files.readAllLines(file))
          : RunState.startedBy(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is such a run. */
  public boolean exists() {
    return Files.exists(stateFile());
  }

  /** Writes a process down; one that has ended already is left out. */
  public void record(String name, Process process) {
    record(name, process.pid());
  }

  /** As {@link #record(String, Process)}, for a process that somebody else started for this run. */
  public void record(String name, long pid) {
    ProcessIdentity.of(pid).ifPresent(identity -> write(state().with(name, identity)));
  }

  /** From now on the run outlives the JVM that started it. */
  public void detach() {
    write(state().withoutOwner());
  }

  /**
   * Ends the run's processes and what they started, last started first, and removes the folder.
   * Nothing is kept, so they are killed rather than asked. Processes that are not exactly those
   * written down are not touched.
   */
  public void end() {
    endProcesses(name -> true);
    ControlGroups.remove(controlGroup());
    delete();
  }

  /** As {@link #end()}, but for some of the processes, by name; the folder stays. */
  public void endProcesses(Predicate<String> chosen) {
    for (var named : state().processes().sequencedEntrySet().reversed()) {
      if (chosen.test(named.getKey())) {
        end(named.getValue());
      }
    }
  }

  private static void end(ProcessIdentity process) {
    var family = new ArrayList<>(List.of(process));
    family.addAll(process.descendants());
    family.forEach(member -> member.handle().ifPresent(ProcessHandle::destroyForcibly));
    await("the end of process " + process.pid())
        .atMost(KILL_LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> family.stream().noneMatch(ProcessIdentity::alive));
  }

  private void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      // The state goes last: a removal that is cut short is found and finished by the next sweep.
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(stateFile()) && !file.equals(path)) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(stateFile());
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(RunState state) {
    try {
      var draft = Files.writeString(path.resolve("state.draft"), state.toText());
      Files.move(draft, stateFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path stateFile() {
    return path.resolve("state");
  }
}
