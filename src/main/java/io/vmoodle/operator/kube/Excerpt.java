package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Text for people, made safe for one line of {@code kubectl} and cut to a limit in bytes. */
public final class Excerpt {
  // Controls, line and paragraph breaks, and what turns the direction of the text around it.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final String CUT = "…";

  private Excerpt() {}

  /**
   * At most {@code maxBytes} bytes of UTF-8, without control characters (a tenant's own text may
   * hold line breaks or terminal escapes), ending in an ellipsis when something was cut off. No
   * character is split.
   */
  public static String of(String text, int maxBytes) {
    var line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    if (line.getBytes(UTF_8).length <= maxBytes) {
      return line;
    }
    var room = maxBytes - CUT.getBytes(UTF_8).length;
    var kept = new StringBuilder();
    for (var character : line.codePoints().mapToObj(Character::toString).toList()) {
      room -= character.getBytes(UTF_8).length;
      if (room < 0) {
        break;
      }
      kept.append(character);
    }
    return kept.append(CUT).toString();
  }

  /** The same of the end of a text: what a program said last says most. */
  public static String ofEnd(String text, int maxBytes) {
    var line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    var bytes = line.getBytes(UTF_8).length;
    if (bytes <= maxBytes) {
      return line;
    }
    var most = maxBytes - CUT.getBytes(UTF_8).length;
    var characters = line.codePoints().mapToObj(Character::toString).toList();
    var first = 0;
    while (bytes > most) {
      bytes -= characters.get(first++).getBytes(UTF_8).length;
    }
    return CUT + String.join("", characters.subList(first, characters.size()));
  }
}
