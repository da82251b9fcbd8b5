package io.vmoodle.operator.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the switch file says at the end of a script, as a pod's termination message. A hint: whether
 * the work is done is seen in the tenant's own database.
 *
 * @param script the script, from the code's folder
 * @param outcome {@code Ended}, {@code NotSwitched}, {@code Busy} and others; docs/serving.md lists
 *     them
 * @param reason why it did not come to its end, for people
 * @param wwwroot the Moodle that it was switched to
 * @param database of that Moodle
 * @param version of the code
 * @param release of the code, for people
 * @param hash of the versions that the database is on
 * @param output the last lines, without passwords
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SwitchResult(
    @Nullable String script,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable String wwwroot,
    @Nullable String database,
    @Nullable String version,
    @Nullable String release,
    @Nullable String hash,
    @Nullable String output) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads one; empty where the text is none: Kubernetes may hand out the log's end instead. */
  public static Optional<SwitchResult> parse(@Nullable String message) {
    if (message == null || !message.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(message, SwitchResult.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
