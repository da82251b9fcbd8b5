package io.vmoodle.lab.cluster.binaries;

import java.util.List;
import java.util.stream.Stream;

/** How much of a cluster there is. */
public enum Level {
  /** The API and its controllers: objects, but nothing that runs. */
  CONTROL_PLANE,
  /** What lets pods run, in addition. */
  NODE;

  /** The programs of this level, without those of the one below. */
  List<Program> programs() {
    return Stream.of(Program.values()).filter(program -> program.level() == this).toList();
  }
}
