package io.vmoodle.lab.moodle;

import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.image.Layer;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The image of a release: PHP, and the stand-in with the config.php of docs/serving, which includes
 * the operator's boot. Unless told otherwise, a container serves it at port 8080. What differs
 * between sites is in the container's environment:
 *
 * <ul>
 *   <li>MOODLE_DB_TYPE (mariadb, pgsql), MOODLE_DB_HOST, MOODLE_DB_PORT, MOODLE_DB_PASSWORD
 *   <li>MOODLE_DB_NAME, which is the login's name, too
 *   <li>MOODLE_URL; {@link MoodleSite#MAIN} if absent
 * </ul>
 */
public final class MoodleImage {
  private MoodleImage() {}

  /** Its name: {@code localhost/moodle} with the release as tag. */
  public static String reference(Release release) {
    return "localhost/moodle:" + release.name();
  }

  /**
   * Makes it.
   *
   * @param php the layer below
   * @param folder where files are written; they must stay until the image is loaded
   */
  public static Image of(Release release, Layer php, Path folder) {
    var code = StandIn.write(folder.resolve("image-" + release.name()), release);
    try {
      Files.writeString(code.resolve("config.php"), config(release));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var tar = folder.resolve("image-%s.tar".formatted(release.name()));
    return new Image(
        reference(release),
        List.of(php, Layer.ofFolder(code, ReleaseSpec.DEFAULT_CODE_PATH, tar)),
        List.of("php", "-S", "0.0.0.0:8080", "-t", ReleaseSpec.DEFAULT_CODE_PATH));
  }

  private static String config(Release release) throws IOException {
    return Files.readString(Path.of("docs/serving/config.php"))
        .replace("'mariadb'; // or 'pgsql'", environment("TYPE") + ";")
        .replace("'mariadb.example.edu'", environment("HOST"))
        .replace("'moodle_main'", environment("NAME"))
        .replace("'change-me'", environment("PASSWORD"))
        .replace("'dbport' => ''", "'dbport' => " + environment("PORT"))
        .replace("= '" + MoodleSite.MAIN, "= getenv('MOODLE_URL') ?: '" + MoodleSite.MAIN)
        .replace("'4.5'", "'%s'".formatted(release.name()));
  }

  private static String environment(String name) {
    return "(string) getenv('MOODLE_DB_%s')".formatted(name);
  }
}
