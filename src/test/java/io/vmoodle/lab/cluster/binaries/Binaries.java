package io.vmoodle.lab.cluster.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with the programs of a control plane.
 *
 * @param folder holds one file for each {@link Program}
 */
public record Binaries(Path folder) {
  /** Where the program's file is. */
  public Path of(Program program) {
    return folder.resolve(program.fileName());
  }

  /** File names of the programs that the folder lacks; empty if it can be used. */
  public List<String> missing() {
    return Stream.of(Program.values())
        .filter(program -> !Files.isExecutable(of(program)))
        .map(Program::fileName)
        .toList();
  }
}
