package io.vmoodle.lab.cluster.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All runs that end with the JVM that started them: each JVM has a folder of its own here, and a
 * folder whose JVM is gone is a crashed run.
 */
public final class Runs {
  private final Path root;

  /** Runs below this folder, which need not exist. */
  public Runs(Path root) {
    this.root = root;
  }

  /** Ends what crashed runs left, then makes the folder of a run that ends with this JVM. */
  public RunFolder create() {
    return mutex()
        .holding(
            () -> {},
            () -> {
              sweepAlone();
              return newFolder();
            });
  }

  /** Ends what crashed runs left; runs of other living JVMs are not touched. */
  public List<RunFolder> sweep() {
    return mutex().holding(() -> {}, this::sweepAlone);
  }

  private RunFolder newFolder() {
    try {
      return RunFolder.at(Files.createTempDirectory(root, "jvm-"))
          .create(ProcessIdentity.ofThisJvm());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RunFolder> sweepAlone() {
    var crashed =
        folders().stream()
            .map(RunFolder::at)
            // Folders appear with their state under the lock: one without it lost its JVM before
            // that.
            .filter(folder -> !folder.exists() || folder.state().abandoned())
            .toList();
    crashed.forEach(RunFolder::end);
    return crashed;
  }

  private List<Path> folders() {
    try (var entries = Files.list(root)) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileMutex mutex() {
    return new FileMutex(root.resolve("lock"));
  }
}
