package io.vmoodle.lab.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a web server answered.
 *
 * @param status of HTTP; 0 if it closed the connection without a word
 * @param headers by name in any case; of several of one name the last
 * @param body as text
 */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * Asks by a plain socket, because HTTP clients refuse to send what attackers do.
   *
   * @param target as in the request line, not encoded here
   * @param headers whole lines
   */
  public static Answer of(int port, String host, String target, String... headers) {
    var request =
        // The older version of HTTP, in which answers are not cut into pieces.
        "GET %s HTTP/1.0\r\nHost: %s\r\n%s\r\n".formatted(target, host, lines(headers));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header's value; empty if there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /**
   * The body as JSON.
   *
   * @throws AssertionError if the status is not 200, or the body is something else
   */
  public JsonNode json() {
    if (status != 200) {
      throw new AssertionError("status %d: %s".formatted(status, body));
    }
    try {
      return JsonMapper.builder().build().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  private static Answer parse(String text) {
    var parts = text.split("\r\n\r\n", 2);
    var head = parts[0].split("\r\n", -1);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line : head) {
      var colon = line.indexOf(": ");
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    var status = text.isEmpty() ? 0 : Integer.parseInt(head[0].split(" ", 3)[1]);
    return new Answer(status, headers, parts.length == 2 ? parts[1] : "");
  }
}
