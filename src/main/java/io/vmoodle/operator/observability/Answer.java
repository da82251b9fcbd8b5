package io.vmoodle.operator.observability;

/**
 * What a page says.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body the text, in UTF-8
 */
public record Answer(int status, String contentType, String body) {
  /** Plain text with a line end. */
  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text + "\n");
  }
}
