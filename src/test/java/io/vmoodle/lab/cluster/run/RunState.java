package io.vmoodle.lab.cluster.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is written down about a run, so that somebody else can end it.
 *
 * @param owner the process with which the run ends; null if it goes on until it is told to end
 * @param processes its servers by name, in the order of their start
 */
public record RunState(
    @Nullable ProcessIdentity owner, SequencedMap<String, ProcessIdentity> processes) {
  private static final String OWNER = "owner";

  /** Keeps the processes' order. */
  public RunState {
    processes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(processes));
  }

  /** A run without processes yet. */
  static RunState startedBy(@Nullable ProcessIdentity owner) {
    return new RunState(owner, new LinkedHashMap<>());
  }

  RunState with(String name, ProcessIdentity process) {
    var all = new LinkedHashMap<>(processes);
    all.put(name, process);
    return new RunState(owner, all);
  }

  RunState withoutOwner() {
    return new RunState(null, processes);
  }

  /** Whether the process that should have ended this run is gone. */
  boolean abandoned() {
    return owner != null && !owner.alive();
  }

  /** Whether all of its servers run. */
  public boolean complete() {
    return !processes.isEmpty() && processes.values().stream().allMatch(ProcessIdentity::alive);
  }

  /** One line a process: name, number, start. */
  String toText() {
    var lines = new ArrayList<String>();
    if (owner != null) {
      lines.add(line(OWNER, owner));
    }
    processes.forEach((name, process) -> lines.add(line(name, process)));
    return String.join("\n", lines);
  }

  private static String line(String name, ProcessIdentity process) {
    return "%s %d %s".formatted(name, process.pid(), process.start());
  }

  /** Reads what {@link #toText()} wrote. */
  static RunState parse(List<String> lines) {
    var processes = new LinkedHashMap<String, ProcessIdentity>();
    for (var line : lines) {
      var fields = line.split(" ", 3);
      if (fields.length == 3) {
        processes.put(fields[0], new ProcessIdentity(Long.parseLong(fields[1]), fields[2]));
      }
    }
    var owner = processes.remove(OWNER);
    return new RunState(owner, processes);
  }

  /** The processes as text for people: name and number, and whether it runs. */
  public Map<String, String> summary() {
    var summary = new LinkedHashMap<String, String>();
    processes.forEach(
        (name, process) ->
            summary.put(
                name, "pid %d, %s".formatted(process.pid(), process.alive() ? "runs" : "ended")));
    return summary;
  }
}
