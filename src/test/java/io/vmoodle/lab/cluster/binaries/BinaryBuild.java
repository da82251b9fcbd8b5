package io.vmoodle.lab.cluster.binaries;

import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.FileMutex;
import io.vmoodle.lab.cluster.run.LogTail;
import io.vmoodle.lab.cluster.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Builds the programs into the cache, once per machine. A program gets its name only when it is
 * whole, and one JVM at a time builds, so a build that is killed costs at most the program that it
 * was at.
 */
public final class BinaryBuild {
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

  private static final String PART = ".part";

  private final ServerModule module;
  private final Level level;
  private final Binaries target;
  private final Progress progress;
  private final String go;

  /** Prepares a build of a level's programs into the folder of {@code target}. */
  public BinaryBuild(ServerModule module, Level level, Binaries target, Progress progress) {
    this(module, level, target, progress, "go");
  }

  /**
   * @param go the compiler's name or path
   */
  BinaryBuild(ServerModule module, Level level, Binaries target, Progress progress, String go) {
    this.go = go;
    this.module = module;
    this.level = level;
    this.target = target;
    this.progress = progress;
  }

  /**
   * Builds what the folder lacks.
   *
   * @throws IllegalStateException with the compiler's last lines if a program cannot be built
   */
  public Binaries run() {
    return new FileMutex(target.folder().resolve("lock"))
        .holding(
            () -> progress.tell("another process builds the servers; waiting for it"),
            this::buildMissing);
  }

  private Binaries buildMissing() {
    removeParts();
    var programs = level.programs();
    for (var i = 0; i < programs.size(); i++) {
      if (!Files.isExecutable(target.of(programs.get(i)))) {
        build(programs.get(i), "%d of %d".formatted(i + 1, programs.size()));
      }
    }
    return target;
  }

  private void removeParts() {
    try (var files = Files.newDirectoryStream(target.folder(), "*" + PART)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void build(Program program, String place) {
    var whole = target.of(program);
    // A compiler whose JVM was killed may still be writing; it must not write into this build's
    // file.
    var part =
        whole.resolveSibling(
            "%s.%d%s".formatted(program.fileName(), ProcessHandle.current().pid(), PART));
    var log = whole.resolveSibling(program.fileName() + ".log");
    progress.tell(
        "building %s %s (%s), %s, once per machine ..."
            .formatted(
                program.fileName(),
                program == Program.ETCD ? module.etcd() : module.kubernetes(),
                place,
                program.coldBuild()));
    try {
      await(program, start(program, part, log), log);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(Program program, Path part, Path log) throws IOException {
    var builder =
        new ProcessBuilder(
                go,
                "build",
                "-trimpath",
                "-ldflags",
                module.linkerFlags(),
                "-o",
                part.toString(),
                program.goPackage())
            .directory(program.module().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.put("CGO_ENABLED", "0");
    environment.put("GOFLAGS", "-mod=readonly -buildvcs=false");
    environment.put("GOWORK", "off");
    environment.put("GOTOOLCHAIN", "local");
    environment.remove("GOOS");
    environment.remove("GOARCH");
    return builder.start();
  }

  private void await(Program program, Process process, Path log) throws IOException {
    var begin = System.nanoTime();
    var end = EndWithJvm.run(() -> endTree(process));
    try {
      while (!process.waitFor(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS)) {
        progress.tell(
            "  still building %s, %d s"
                .formatted(
                    program.fileName(), Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while building " + program.fileName(), e);
    } finally {
      end.close();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "go could not build %s; its last lines (all of them: %s):%n%s"
              .formatted(program.fileName(), log, LogTail.of(log)));
    }
  }

  /** The compilers that go starts are ended with it. */
  private static void endTree(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
