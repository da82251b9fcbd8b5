package io.vmoodle.operator.moodle;

import io.vmoodle.lab.moodle.TenantRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in the data folder of a tenant. */
final class DataFolders {
  private DataFolders() {}

  static String page(TenantRow row) throws IOException {
    return Files.readString(row.dataroot().resolve("climaintenance.html"));
  }

  static String kept(String path) {
    return ".vmoodle-7/" + path;
  }

  static Object inode(TenantRow row, String path) throws IOException {
    return Files.getAttribute(row.dataroot().resolve(path), "unix:ino");
  }

  static List<Path> copies(TenantRow row) throws IOException {
    try (var entries = Files.list(row.dataroot())) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(".vmoodle"))
          .toList();
    }
  }

  static void file(TenantRow row, String path, String text) throws IOException {
    var file = row.dataroot().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** All of a data folder but what Moodle's cron renews. */
  static Map<String, String> folder(TenantRow row) throws IOException {
    var files = files(row.dataroot());
    files.keySet().removeIf(name -> name.startsWith("cache/"));
    return files;
  }

  static Map<String, String> files(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      var files = new TreeMap<String, String>();
      for (var file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
      return files;
    }
  }
}
