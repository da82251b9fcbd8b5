package io.vmoodle.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead to files and headings that are there, and show files as they are. */
class PagesTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)(?<file>[^)#]*)(#(?<heading>[^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/])(examples|crds|docs|operator)/[\\w./-]*\\w(\\.\\w+)?");

  static Stream<Path> pages() throws IOException {
    try (var pages = Files.walk(Path.of("docs"))) {
      return Stream.concat(
          Stream.of(Path.of("README.md")),
          pages.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeading(Path page) throws IOException {
    for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
      var target = target(page, link);
      assertThat(target).as(page + " links to " + target).exists();
      if (link.group("heading") != null) {
        var headings = HEADING.matcher(Files.readString(target)).results().map(PagesTest::anchor);
        assertThat(headings).as(page.toString()).contains(link.group("heading"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileThatItNamesIsThere(Path page) throws IOException {
    assertThat(FILE.matcher(Files.readString(page)).results().map(MatchResult::group))
        .as(page.toString())
        .allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  private static Path target(Path page, MatchResult link) {
    var file = link.group("file");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} -]", "")
        .replace(' ', '-');
  }
}
