package io.vmoodle.lab.demo;

import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.image.Layer;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that the examples name, as a platform's owner would build them: PHP, a Moodle's code,
 * and the config.php of docs/serving.
 */
final class MoodleImages {
  /** Name of the image that copies databases, as in the examples. */
  static final String TOOLS = "registry.example.edu/moodle-tools:1";

  private static final String WEB = "/opt/web";

  private final PodCluster cluster;
  private final MoodleCode code;
  private final Path folder;
  private final Map<Path, Layer> codeLayers = new HashMap<>();

  /**
   * Images for a cluster.
   *
   * @param folder where their layers are written
   */
  MoodleImages(PodCluster cluster, MoodleCode code, Path folder) {
    this.cluster = cluster;
    this.code = code;
    this.folder = folder;
  }

  /** Name of the image of a release, as in the examples. */
  static String reference(Release release) {
    var patch = release.equals(Release.OLD) ? ".5" : ".1";
    return "registry.example.edu/moodle:" + release.name() + patch;
  }

  /** What a container of such an image runs to serve it at port 80. */
  static List<String> server() {
    return List.of(
        "php", "-S", "0.0.0.0:80", "-t", ReleaseSpec.DEFAULT_CODE_PATH, WEB + "/router.php");
  }

  /** Makes the images of these releases known to the cluster's node, and that of the tools. */
  void load(List<Release> releases) {
    var php = cluster.php();
    cluster.load(new Image(TOOLS, List.of(cluster.tools()), List.of()));
    cluster.load(releases.stream().map(release -> image(release, php)).toArray(Image[]::new));
  }

  private Image image(Release release, Layer php) {
    try {
      var settings = Files.createDirectories(folder.resolve("settings-" + release.name()));
      Files.writeString(settings.resolve("99-moodle.ini"), "max_input_vars = 5000\n");
      var web = Files.createDirectories(folder.resolve("web-" + release.name()));
      Files.copy(Path.of("src/test/resources/lab/web/router.php"), web.resolve("router.php"));
      var config = Files.createDirectories(folder.resolve("config-" + release.name()));
      Files.writeString(config.resolve("config.php"), config(release));
      var layers =
          new ArrayList<>(
              List.of(php, layer(settings, "/etc/php/8.2/cli/conf.d"), layer(web, WEB)));
      for (var part : code.of(release, folder)) {
        layers.add(
            codeLayers.computeIfAbsent(part, it -> layer(it, ReleaseSpec.DEFAULT_CODE_PATH)));
      }
      layers.add(layer(config, ReleaseSpec.DEFAULT_CODE_PATH));
      return new Image(reference(release), layers, server());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Layer layer(Path content, String inside) {
    return Layer.ofFolder(content, inside, folder.resolve(content.getFileName() + ".tar"));
  }

  private static String config(Release release) throws IOException {
    return Files.readString(Path.of("docs/serving/config.php"))
        .replace("mariadb.example.edu", "mariadb.databases.svc")
        .replace("'change-me'", "(string) getenv('MOODLE_DB_PASSWORD')")
        .replace("'4.5'", "'%s'".formatted(release.name()));
  }
}
