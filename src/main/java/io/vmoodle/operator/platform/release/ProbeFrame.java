package io.vmoodle.operator.platform.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vmoodle.operator.kube.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the probe's answer in a pod's log. The log may have lines of others (PHP's warnings) and
 * may be cut; the pod's termination message has the hash of the whole answer.
 */
public sealed interface ProbeFrame {
  /** A log that is read from its beginning needs no more bytes than these. */
  int MOST_LOG = 1 << 20;

  /** The longest answer, in characters: some 15 KiB for a Moodle with 450 plugins. */
  int MOST_JSON = 1 << 18;

  /** Length of a SHA-256 in hexadecimal. */
  int HASH = 64;

  /** What a line with the answer begins with. */
  String PREFIX = "vmoodle-probe ";

  /**
   * The answer, whole.
   *
   * @param sha256 of the JSON
   */
  record Answer(String json, String sha256) implements ProbeFrame {}

  /**
   * There is none that can be believed.
   *
   * @param why for a sentence
   */
  record Unreadable(String why) implements ProbeFrame {}

  /**
   * Reads it.
   *
   * @param log the pod's
   * @param message the pod's termination message, null where there is none
   */
  static ProbeFrame find(String log, @Nullable String message) {
    var expected = hashIn(message);
    if (expected.isEmpty()) {
      return new Unreadable("its pod left no hash of the answer");
    }
    var line = log.lines().filter(it -> it.startsWith(PREFIX + expected.get() + " ")).findFirst();
    if (line.isEmpty()) {
      return new Unreadable("its pod's log does not have the answer that the pod says it gave");
    }
    var json = line.get().substring(PREFIX.length() + HASH + 1);
    if (json.length() > MOST_JSON) {
      return new Unreadable("the answer is longer than %d characters".formatted(MOST_JSON));
    }
    return Sha256.hex(json.getBytes(UTF_8), HASH).equals(expected.get())
        ? new Answer(json, expected.get())
        : new Unreadable("the answer in its pod's log was cut or changed");
  }

  private static Optional<String> hashIn(@Nullable String message) {
    try {
      return message == null || !message.startsWith("{")
          ? Optional.empty()
          : Optional.ofNullable(new JsonMapper().readTree(message).get("sha256"))
              .filter(JsonNode::isTextual)
              .map(JsonNode::textValue)
              .filter(hash -> hash.matches("[0-9a-f]{%d}".formatted(HASH)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
