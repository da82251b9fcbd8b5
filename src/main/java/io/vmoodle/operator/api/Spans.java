package io.vmoodle.operator.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Lengths of time as users write them, such as {@code 1h30m}. */
public final class Spans {
  private Spans() {}

  /**
   * The length that was written.
   *
   * @param usual what counts where the text, stored before {@link Cel#DURATION} was a rule, is none
   */
  public static Duration parse(String text, String usual) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      return Duration.parse("PT" + usual.toUpperCase(Locale.ROOT));
    }
  }
}
