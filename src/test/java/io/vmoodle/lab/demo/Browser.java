package io.vmoodle.lab.demo;

import io.vmoodle.lab.web.Answer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Asks tenants' pages through the web server in front, and shows what people would read. */
final class Browser {
  private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL);
  private static final Pattern TAGS = Pattern.compile("<title>.*?</title>|<[^>]*>");

  private Browser() {}

  /** Asks until the answer is as expected: routes and pods need a moment. */
  static Answer awaitAnswer(
      Surroundings surroundings, String host, String path, Predicate<Answer> expected) {
    return Tenants.until(
        "http://%s%s answers as it should".formatted(host, path),
        () -> surroundings.front().get(host, path),
        expected);
  }

  /** The text of a page, or its title where it is a Moodle's; nothing of what nginx says. */
  static String text(Answer answer) {
    if (answer.status() != 200) {
      return "";
    }
    if (MoodleCode.ofUser().isReal()) {
      var title = TITLE.matcher(answer.body());
      return title.find() ? title.group(1).strip() : "";
    }
    return TAGS.matcher(answer.body()).replaceAll("").strip();
  }
}
