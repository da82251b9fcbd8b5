package io.vmoodle.lab.cluster.image;

import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.FileMutex;
import io.vmoodle.lab.cluster.run.LogTail;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A lowest layer of images: Debian with some packages. Made once per machine, and kept under a name
 * that changes with the list of them.
 */
public final class DebianLayer {
  private static final String SUITE = "bookworm";
  private static final List<String> PHP =
      List.of(
          "ca-certificates",
          "php-cli",
          "php-curl",
          "php-gd",
          "php-intl",
          "php-mbstring",
          "php-mysql",
          "php-pgsql",
          "php-soap",
          "php-xml",
          "php-zip");
  private static final List<String> TOOLS =
      List.of("ca-certificates", "mariadb-client", "postgresql-client", "zstd");
  private static final List<String> WITHOUT =
      List.of("/usr/share/doc/*", "/usr/share/locale/*", "/usr/share/man/*");
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);
  private static final int NAME_CHARACTERS = 12;

  private final String title;
  private final List<String> packages;
  private final Path cache;
  private final Progress progress;

  private DebianLayer(String title, List<String> packages, Path cache, Progress progress) {
    this.title = title;
    this.packages = packages;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * PHP for the command line with the extensions that Moodle asks for.
   *
   * @param cache folder of layers, which need not exist
   */
  public static DebianLayer php(Path cache, Progress progress) {
    return new DebianLayer("php", PHP, cache, progress);
  }

  /**
   * The clients of both database engines, and zstd.
   *
   * @param cache folder of layers, which need not exist
   */
  public static DebianLayer tools(Path cache, Progress progress) {
    return new DebianLayer("tools", TOOLS, cache, progress);
  }

  /**
   * The layer, made first if need be.
   *
   * @throws IllegalStateException with the last lines of what failed
   */
  public Layer layer() {
    return new FileMutex(cache.resolve("lock"))
        .holding(
            () -> progress.tell("another process makes a layer of Debian; waiting for it"),
            this::layerAlone);
  }

  private Layer layerAlone() {
    var tar = cache.resolve(name() + ".tar");
    var hash = cache.resolve(name() + ".sha256");
    try {
      if (!Files.exists(hash)) {
        make(tar);
        var draft = Files.writeString(cache.resolve(name() + ".draft"), Sha256.of(tar));
        Files.move(draft, hash, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Layer(tar, Files.readString(hash));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name() {
    var parts = new ArrayList<>(packages);
    parts.addAll(WITHOUT);
    parts.add(SUITE);
    parts.add(Architecture.ofThisMachine());
    var text = String.join(" ", parts).getBytes(StandardCharsets.UTF_8);
    return "%s-%s-%s".formatted(title, SUITE, Sha256.of(text).substring(0, NAME_CHARACTERS));
  }

  private void make(Path tar) throws IOException {
    progress.tell(
        "making a layer of Debian %s (%s), about a minute, once per machine ..."
            .formatted(SUITE, title));
    var run = new Runs(cache.resolve("runs")).create();
    var end = EndWithJvm.run(run::end);
    try {
      var made = run.path().resolve("layer.tar");
      var log = run.log("mmdebstrap");
      var builder =
          new ProcessBuilder(command(made)).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("TMPDIR", run.path().toString());
      var process = builder.start();
      run.record("mmdebstrap", process);
      if (await(process) != 0) {
        throw new IllegalStateException(
            "mmdebstrap could not make layer %s; its last lines:%n%s"
                .formatted(title, LogTail.of(log)));
      }
      Files.move(made, tar, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making layer " + title, e);
    } finally {
      end.close();
    }
  }

  private int await(Process process) throws InterruptedException {
    var begin = System.nanoTime();
    while (!process.waitFor(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS)) {
      progress.tell(
          "  still making layer %s, %d s"
              .formatted(title, Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
    }
    return process.exitValue();
  }

  /** In namespaces of its own, so that a killed run leaves no mounts. */
  private List<String> command(Path tar) {
    var command =
        new ArrayList<>(
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
    command.addAll(List.of("mmdebstrap", "--variant=minbase"));
    WITHOUT.forEach(path -> command.add("--dpkgopt=path-exclude=" + path));
    command.add("--include=" + String.join(",", packages));
    command.addAll(List.of(SUITE, tar.toString()));
    return command;
  }
}
