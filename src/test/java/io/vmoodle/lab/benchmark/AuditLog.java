package io.vmoodle.lab.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was asked of the API server by whom, from its audit log. */
final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");
  private static final int OK = 400;

  /** A request that was answered. */
  record Request(
      String user,
      String verb,
      String resource,
      String subresource,
      String namespace,
      String name,
      int code,
      Instant done) {
    /**
     * Whether it changed something, or tried to; the lease of leader election aside, and questions
     * about rights, which are asked by creating a review that is not stored.
     */
    boolean isWrite() {
      return WRITES.contains(verb) && !resource.equals("leases") && !resource.endsWith("reviews");
    }

    boolean isStatusOf(String wanted) {
      return isWrite()
          && code < OK
          && resource.equals("virtualmoodles")
          && subresource.equals("status")
          && namespace.equals(wanted);
    }
  }

  private final Path file;
  private final Path policy;
  private final List<Request> requests = new ArrayList<>();
  private long read;
  private String rest = "";

  private AuditLog(Path file, Path policy) {
    this.file = file;
    this.policy = policy;
  }

  /** A log in a folder, of what these users do. */
  static AuditLog of(Path folder, List<String> users) {
    try {
      Files.createDirectories(folder);
      var policy = folder.resolve("audit-policy.yaml").toAbsolutePath();
      Files.writeString(
          policy,
          """
          apiVersion: audit.k8s.io/v1
          kind: Policy
          omitStages: [RequestReceived, ResponseStarted]
          rules:
            - {level: Metadata, users: [%s]}
            - {level: None}
          """
              .formatted(String.join(", ", users.stream().map("\"%s\""::formatted).toList())));
      var file = folder.resolve("audit.log").toAbsolutePath();
      Files.deleteIfExists(file);
      return new AuditLog(file, policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the API server has to be started with. */
  List<String> arguments() {
    return List.of(
        "--audit-policy-file=" + policy,
        "--audit-log-path=" + file,
        "--audit-log-maxsize=2000",
        "--audit-log-mode=blocking");
  }

  /** How much was asked up to now; to be given to {@link #since}. */
  int mark() {
    refresh();
    return requests.size();
  }

  /** All requests since a mark, in the order of their answers. */
  List<Request> since(int mark) {
    refresh();
    return List.copyOf(requests.subList(mark, requests.size()));
  }

  private void refresh() {
    if (!Files.exists(file)) {
      return;
    }
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(read);
      var bytes = new byte[Math.toIntExact(Math.min(log.length() - read, 64 << 20))];
      log.readFully(bytes);
      read += bytes.length;
      var text = rest + new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n') + 1;
      rest = text.substring(end);
      for (var line : text.substring(0, end).lines().toList()) {
        requests.add(request(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request request(String line) throws IOException {
    var entry = JSON.readTree(line);
    var object = entry.path("objectRef");
    return new Request(
        entry.path("user").path("username").asText(),
        entry.path("verb").asText(),
        object.path("resource").asText(),
        object.path("subresource").asText(),
        object.path("namespace").asText(),
        object.path("name").asText(),
        entry.path("responseStatus").path("code").asInt(),
        Instant.parse(entry.path("stageTimestamp").asText()));
  }
}
