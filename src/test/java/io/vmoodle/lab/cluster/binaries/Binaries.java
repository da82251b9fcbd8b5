package io.vmoodle.lab.cluster.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the programs of one level of a cluster.
 *
 * @param folder holds one file for each {@link Program}
 */
public record Binaries(Path folder) {
  /** Where the program's file is. */
  public Path of(Program program) {
    return folder.resolve(program.fileName());
  }

  /** File names of a level's programs that the folder lacks; empty if it can be used. */
  public List<String> missing(Level level) {
    return level.programs().stream()
        .filter(program -> !Files.isExecutable(of(program)))
        .map(Program::fileName)
        .toList();
  }
}
