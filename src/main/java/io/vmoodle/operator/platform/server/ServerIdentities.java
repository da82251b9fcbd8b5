package io.vmoodle.operator.platform.server;

import static java.util.stream.Collectors.toMap;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a database server is worked on only while it is the one that it was: a replaced
 * or repointed server must not look like one whose tenants all have to be made.
 *
 * <p>The ledger says which one that is. Where it says nothing, having been lost itself perhaps, the
 * platform's status does: status never lets anything happen, but it can hold something up.
 */
public final class ServerIdentities {
  private final Events events;

  /** Identities whose acknowledgement is told by Events. */
  public ServerIdentities(Events events) {
    this.events = events;
  }

  /** The identities that the servers had when they were last seen, by name. */
  public static Map<String, String> inStatus(MoodlePlatform platform) {
    return Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE)
        .databaseServers()
        .stream()
        .filter(server -> server.identity() != null)
        .collect(
            toMap(
                DatabaseServerStatus::name,
                server -> Objects.requireNonNull(server.identity()),
                (one, same) -> one));
  }

  /** The identity that a person said a server may have; null where nobody did. */
  public static @Nullable String accepted(PlatformSpec spec, String server) {
    return spec.databaseServers().stream()
        .filter(it -> it.name().equals(server))
        .map(DatabaseServerSpec::acceptIdentity)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The server, frozen if the status knows another one: for a time without a ledger. */
  public static CheckedServer asInStatus(MoodlePlatform platform, CheckedServer server) {
    var verdict = verdict(platform, server, inStatus(platform));
    return verdict instanceof IdentityVerdict.Changed(String recorded, var why)
        ? server.frozen(recorded, why)
        : server;
  }

  /** The servers, each frozen that is not the one it was; those that may be are recorded. */
  public List<CheckedServer> settle(
      MoodlePlatform platform, Ledger ledger, List<CheckedServer> servers) {
    var inLedger = ledger.servers();
    var recorded = new HashMap<>(inStatus(platform));
    recorded.putAll(inLedger);
    return OneServerTwice.refuse(servers, recorded).stream()
        .map(server -> settle(platform, ledger, server, recorded, inLedger))
        .toList();
  }

  private CheckedServer settle(
      MoodlePlatform platform,
      Ledger ledger,
      CheckedServer server,
      Map<String, String> recorded,
      Map<String, String> inLedger) {
    var facts = server.facts();
    if (facts == null) {
      return server;
    }
    switch (verdict(platform, server, recorded)) {
      case IdentityVerdict.Changed(String before, var why) -> {
        return server.frozen(before, why);
      }
      case IdentityVerdict.Accepted(String before) -> {
        ledger.recordServer(server.name(), facts.identity());
        events.normal(
            platform,
            Reason.IdentityAccepted,
            "Server %s has the identity %s from now on, as acceptIdentity says; it was %s."
                .formatted(server.name(), facts.identity(), before));
      }
      case IdentityVerdict.First(), IdentityVerdict.Known() -> {
        if (!inLedger.containsKey(server.name())) {
          ledger.recordServer(server.name(), facts.identity());
        }
      }
    }
    return server;
  }

  private static IdentityVerdict verdict(
      MoodlePlatform platform, CheckedServer server, Map<String, String> recorded) {
    return server.facts() == null
        ? new IdentityVerdict.First()
        : IdentityVerdict.of(
            server.name(),
            server.facts().identity(),
            recorded.get(server.name()),
            accepted(platform.getSpec(), server.name()));
  }
}
