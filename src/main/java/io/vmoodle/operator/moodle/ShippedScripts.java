package io.vmoodle.operator.moodle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The PHP and shell files that come with the operator and run beside Moodle's code. */
public final class ShippedScripts {
  /** What is in folder {@code job} of the resources; one from a jar cannot be listed. */
  static final List<String> OF_JOBS =
      List.of(
          "account.php",
          "copy.sh",
          "database.php",
          "folder.php",
          "install.sh",
          "maintenance.php",
          "maintenance.sh",
          "moodle.sh",
          "open.sh",
          "probe.php",
          "quiesce.sh",
          "restore.sh",
          "trash.sh",
          "upgrade.sh");

  private ShippedScripts() {}

  /** The boot that config.php includes; docs/serving has the rules. */
  public static String boot() {
    return read("boot.php");
  }

  /** The switch file alone, for scripts that people run. */
  public static String switchFile() {
    return read("switch.php");
  }

  /** What Jobs run: the switch file, and the scripts of each Job, by file name. */
  public static SortedMap<String, String> ofJobs() {
    var files = new TreeMap<>(Map.of("switch.php", switchFile()));
    OF_JOBS.forEach(name -> files.put(name, read("job/" + name)));
    return Collections.unmodifiableSortedMap(files);
  }

  private static String read(String name) {
    try (var file = ShippedScripts.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the operator's own files");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
