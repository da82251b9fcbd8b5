package io.vmoodle.operator.platform;

import static java.util.stream.Collectors.toMap;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.RegistryOpening.Result;
import io.vmoodle.operator.registry.RegistryTableMissing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a platform: its servers, its registry, all of its tenants, its Services. */
final class Inspector {
  private final ServerCheck servers;
  private final RegistryOpening registries;
  private final ServiceCheck services;
  private final SubPathRouting routes;
  private final ServerIdentities identities;
  private final RowWatch rows;

  Inspector(
      ServerCheck servers,
      RegistryOpening registries,
      ServiceCheck services,
      SubPathRouting routes,
      ServerIdentities identities,
      RowWatch rows) {
    this.servers = servers;
    this.registries = registries;
    this.services = services;
    this.routes = routes;
    this.identities = identities;
    this.rows = rows;
  }

  Inspection inspect(MoodlePlatform platform, String clusterId) {
    var namespace = platform.getMetadata().getNamespace();
    var checked =
        AtOnce.map(platform.getSpec().databaseServers(), spec -> servers.check(namespace, spec));
    return switch (open(platform, clusterId, checked)) {
      case Result.Refused(Finding why) ->
          Inspection.closed(
              OneServerTwice.refuse(checked, ServerIdentities.inStatus(platform)).stream()
                  .map(server -> ServerIdentities.asInStatus(platform, server))
                  .toList(),
              why);
      case Result.Opened(PlatformSession session) -> read(platform, checked, session);
    };
  }

  /** Opens the registry, with its own credentials where it has some. */
  private Result open(MoodlePlatform platform, String clusterId, List<CheckedServer> checked) {
    var registry = platform.getSpec().registry();
    var secret = registry.credentialsSecretRef();
    var known = ServerIdentities.inStatus(platform);
    var server =
        OneServerTwice.refuse(checked, known).stream()
            .filter(it -> it.name().equals(registry.server()))
            .findFirst();
    if (server.isEmpty()) {
      return new Result.Refused(
          new Finding(
              Reason.UnknownDatabaseServer,
              "registry.server is %s, which is none of databaseServers. Correct it."
                  .formatted(registry.server())));
    }
    var usable =
        secret == null || server.get().problem() != null
            ? server.get()
            : servers.check(
                platform.getMetadata().getNamespace(), spec(platform), secret, "registry");
    return registries.open(platform, clusterId, ServerIdentities.asInStatus(platform, usable));
  }

  private Inspection read(
      MoodlePlatform platform, List<CheckedServer> seen, PlatformSession session) {
    var checked = seen;
    // Before the reading: what it tells is told once, and must not get lost to a failing API.
    var metadata = platform.getMetadata();
    var present = services.present(metadata.getNamespace(), platform.getSpec());
    var routed = routes.look(metadata.getNamespace(), metadata.getName());
    try {
      var known = identities.settle(platform, session.ledger(), seen);
      checked = session.earlier().expel(session.ledger(), known);
      var reading = FleetReading.read(platform, session, rows, checked);
      var found = readable(checked, reading.problems());
      var facts = facts(platform, found, present, routed);
      var open =
          new OpenPlatform(
              facts, session.ledger(), session.registry(), session.fleet(), usable(found));
      return new Inspection(
          found, new PlatformState.Open(open), reading.changed(), reading.massDrift());
    } catch (RegistryTableMissing e) {
      return Inspection.closed(
          checked, new Finding(Reason.RegistryTableMissing, e.getMessage() + "."));
    } catch (DatabaseException e) {
      return Inspection.closed(
          checked, new Finding(Reason.RegistryUnavailable, DatabaseFindings.of(e).message()));
    }
  }

  private static List<CheckedServer> readable(
      List<CheckedServer> servers, Map<String, Finding> problems) {
    return servers.stream().map(server -> server.with(problems)).toList();
  }

  private static PlatformFacts facts(
      MoodlePlatform platform,
      List<CheckedServer> checked,
      Set<ServiceRef> present,
      RoutesSeen routes) {
    var metadata = platform.getMetadata();
    return new PlatformFacts(
        metadata.getNamespace(),
        metadata.getName(),
        platform.getSpec(),
        platform.isMarkedForDeletion(),
        checked.stream().collect(toMap(CheckedServer::name, CheckedServer::health)),
        present,
        routes);
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
