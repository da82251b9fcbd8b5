package io.vmoodle.lab.demo;

import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose code the images of releases have. Folders of it lie above each other, the last on top. */
sealed interface MoodleCode {
  /** What {@code -Dmoodle.dir} says, else the stand-in. */
  static MoodleCode ofUser() {
    return Optional.ofNullable(System.getProperty("moodle.dir"))
        .filter(given -> !given.isBlank())
        .<MoodleCode>map(given -> new Tree(Path.of(given)))
        .orElseGet(StandInCode::new);
  }

  /** What it is called on the screen. */
  String title();

  /** Folders with the code of a release, from the lowest to the uppermost, without config.php. */
  List<Path> of(Release release, Path folder);

  /** Whether it is a Moodle, which takes its time. */
  default boolean isReal() {
    return this instanceof Tree;
  }

  /** The small stand-in of the tests. */
  record StandInCode() implements MoodleCode {
    @Override
    public String title() {
      return "a small stand-in for Moodle";
    }

    @Override
    public List<Path> of(Release release, Path folder) {
      return List.of(StandIn.write(folder.resolve("code-" + release.name()), release));
    }
  }

  /**
   * A Moodle with the plugin, as it is installed somewhere. All releases have its code; the core's
   * version is one step higher in each, so that each needs an upgrade, and says that it is stable:
   * nobody has to allow what a demo cannot harm.
   *
   * @param root has version.php
   */
  record Tree(Path root) implements MoodleCode {
    private static final Pattern VERSION =
        Pattern.compile("^(\\$version\\s*=\\s*)([0-9.]+);", Pattern.MULTILINE);
    private static final Pattern MATURITY =
        Pattern.compile("^(\\$maturity\\s*=\\s*)MATURITY_\\w+;", Pattern.MULTILINE);
    private static final List<Release> STEPS = List.of(Release.OLD, Release.NEW, Release.NEXT);

    @Override
    public String title() {
      return "the Moodle in " + root;
    }

    @Override
    public List<Path> of(Release release, Path folder) {
      try {
        var raised = Files.createDirectories(folder.resolve("version-" + release.name()));
        Files.writeString(
            raised.resolve("version.php"),
            raise(Files.readString(root.resolve("version.php")), STEPS.indexOf(release)));
        return List.of(root, raised);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String raise(String text, int steps) {
      return VERSION
          .matcher(MATURITY.matcher(text).replaceFirst("$1MATURITY_STABLE;"))
          .replaceFirst(
              found ->
                  "\\%s%s;"
                      .formatted(
                          found.group(1),
                          new BigDecimal(found.group(2))
                              .add(BigDecimal.valueOf(steps, 2))
                              .toPlainString()));
    }
  }
}
