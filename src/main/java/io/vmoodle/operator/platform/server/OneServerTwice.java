package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a platform that lead to one and the same server. Tenants' databases would be counted,
 * claimed and searched for under two names there, so that only one entry is used: the one that the
 * server is known by, else the first.
 */
public final class OneServerTwice {
  private OneServerTwice() {}

  /**
   * The servers, each broken that has the identity of another.
   *
   * @param recorded identities by name, for servers that cannot be asked at the moment
   */
  public static List<CheckedServer> refuse(
      List<CheckedServer> servers, Map<String, String> recorded) {
    var first = new HashMap<String, String>();
    var refused = new HashMap<String, Finding>();
    for (var server : servers) {
      var identity = identity(server, recorded);
      if (identity != null && identity.equals(recorded.get(server.name()))) {
        first.putIfAbsent(identity, server.name());
      }
    }
    for (var server : servers) {
      var identity = identity(server, recorded);
      var other = identity == null ? null : first.putIfAbsent(identity, server.name());
      if (other != null && !other.equals(server.name()) && server.facts() != null) {
        refused.put(server.name(), why(server.name(), other));
      }
    }
    return servers.stream().map(server -> server.with(refused)).toList();
  }

  private static @Nullable String identity(CheckedServer server, Map<String, String> recorded) {
    return server.facts() == null ? recorded.get(server.name()) : server.facts().identity();
  }

  private static Finding why(String server, String other) {
    return new Finding(
        Reason.DuplicateDatabaseServer,
        "Server %s is one and the same as server %s: both have the same identity. It is not used. Correct its host, or remove the entry of the two on which no tenant lives."
            .formatted(server, other));
  }
}
