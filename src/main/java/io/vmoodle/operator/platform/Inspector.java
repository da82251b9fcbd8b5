package io.vmoodle.operator.platform;

import static java.util.stream.Collectors.toMap;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.RegistryOpening.Result;
import io.vmoodle.operator.registry.RegistryTableMissing;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at a platform: its servers, its registry, all of its tenants, its Services. */
final class Inspector {
  private final ServerCheck servers;
  private final RegistryOpening registries;
  private final ServiceCheck services;

  Inspector(ServerCheck servers, RegistryOpening registries, ServiceCheck services) {
    this.servers = servers;
    this.registries = registries;
    this.services = services;
  }

  Inspection inspect(MoodlePlatform platform, String clusterId) {
    var namespace = platform.getMetadata().getNamespace();
    var checked =
        AtOnce.map(
            platform.getSpec().databaseServers(),
            spec ->
                servers.check(namespace, spec).asRecorded(recordedIdentity(platform, spec.name())));
    return switch (open(platform, clusterId, checked)) {
      case Result.Refused(Finding why) ->
          new Inspection(checked, new PlatformState.Closed(why), Set.of());
      case Result.Opened(PlatformSession session) -> read(platform, checked, session);
    };
  }

  /** The identity that the server had when it was last seen; null for one that never was. */
  static @Nullable String recordedIdentity(MoodlePlatform platform, String server) {
    var status = Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE);
    return status.databaseServers().stream()
        .filter(it -> it.name().equals(server))
        .map(DatabaseServerStatus::identity)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Opens the registry, with its own credentials where it has some. */
  Result open(MoodlePlatform platform, String clusterId, List<CheckedServer> checked) {
    var registry = platform.getSpec().registry();
    var secret = registry.credentialsSecretRef();
    var server = checked.stream().filter(it -> it.name().equals(registry.server())).findFirst();
    if (server.isEmpty()) {
      return new Result.Refused(
          new Finding(
              Reason.UnknownDatabaseServer,
              "registry.server is %s, which is none of databaseServers. Correct it."
                  .formatted(registry.server())));
    }
    return registries.open(
        platform,
        clusterId,
        secret == null
            ? server.get()
            : servers
                .check(platform.getMetadata().getNamespace(), spec(platform), secret, "registry")
                .asRecorded(recordedIdentity(platform, registry.server())));
  }

  private Inspection read(
      MoodlePlatform platform, List<CheckedServer> checked, PlatformSession session) {
    // Before the reading: what it tells is told once, and must not get lost to a failing API.
    var present = services.present(platform.getMetadata().getNamespace(), platform.getSpec());
    try {
      var reading = FleetReading.read(session, checked);
      var found = checked.stream().map(server -> server.with(reading.problems())).toList();
      var facts = facts(platform, found, present);
      var open =
          new OpenPlatform(
              facts, session.ledger(), session.registry(), session.fleet(), usable(found));
      return new Inspection(found, new PlatformState.Open(open), reading.changed());
    } catch (RegistryTableMissing e) {
      var why = new Finding(Reason.RegistryTableMissing, e.getMessage() + ".");
      return new Inspection(checked, new PlatformState.Closed(why), Set.of());
    } catch (DatabaseException e) {
      return closed(checked, DatabaseFindings.of(e));
    } catch (SQLException e) {
      return closed(
          checked,
          DatabaseFindings.of(
              DatabaseException.of(
                  session.connections().endpoint(), "read the registry's tenants", e)));
    }
  }

  private static Inspection closed(List<CheckedServer> checked, Finding why) {
    return new Inspection(
        checked,
        new PlatformState.Closed(new Finding(Reason.RegistryUnavailable, why.message())),
        Set.of());
  }

  private static PlatformFacts facts(
      MoodlePlatform platform, List<CheckedServer> checked, Set<ServiceRef> present) {
    var metadata = platform.getMetadata();
    return new PlatformFacts(
        metadata.getNamespace(),
        metadata.getName(),
        platform.getSpec(),
        platform.isMarkedForDeletion(),
        checked.stream().collect(toMap(CheckedServer::name, CheckedServer::health)),
        present);
  }

  private static Map<String, DatabaseServer> usable(List<CheckedServer> checked) {
    var usable = new HashMap<String, DatabaseServer>();
    for (var server : checked) {
      if (server.server() != null) {
        usable.put(server.name(), server.server());
      }
    }
    return usable;
  }

  private static DatabaseServerSpec spec(MoodlePlatform platform) {
    var name = platform.getSpec().registry().server();
    return platform.getSpec().databaseServers().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
