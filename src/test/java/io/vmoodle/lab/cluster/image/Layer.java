package io.vmoodle.lab.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * One layer of an image.
 *
 * @param tar its files, not compressed; must stay until the image is loaded
 * @param sha256 hash of that file in hexadecimal, which is the layer's identity
 */
public record Layer(Path tar, String sha256) {
  private static final int FILE = 0644;
  private static final int EXECUTABLE = 0755;

  /** A layer of a tar file that is there. */
  public static Layer ofTar(Path tar) {
    return new Layer(tar, Sha256.of(tar));
  }

  /**
   * A layer that has the content of a folder, which everybody may read and root owns.
   *
   * @param inside where the content is in a container; absolute
   * @param tar is written
   */
  public static Layer ofFolder(Path folder, String inside, Path tar) {
    try (var archive = new TarArchiveOutputStream(Files.newOutputStream(tar));
        var files = Files.walk(folder)) {
      archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : files.sorted().toList()) {
        var name = Path.of(inside.substring(1)).resolve(folder.relativize(file)).toString();
        add(archive, file, name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ofTar(tar);
  }

  /** A layer with one program in the root folder. */
  public static Layer ofProgram(Path program, Path tar) {
    try (var archive = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      add(archive, program, program.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ofTar(tar);
  }

  /** Without times, so that the same content is the same layer. */
  private static void add(TarArchiveOutputStream archive, Path file, String name)
      throws IOException {
    if (Files.isDirectory(file)) {
      var entry = new TarArchiveEntry(name + "/");
      entry.setMode(TarArchiveEntry.DEFAULT_DIR_MODE);
      entry.setModTime(0);
      archive.putArchiveEntry(entry);
    } else {
      var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
      entry.setSize(Files.size(file));
      entry.setMode(Files.isExecutable(file) ? EXECUTABLE : FILE);
      entry.setModTime(0);
      archive.putArchiveEntry(entry);
      Files.copy(file, archive);
    }
    archive.closeArchiveEntry();
  }
}
