package io.vmoodle.operator.platform.inspection;

import static java.util.stream.Collectors.toMap;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.fleet.FleetReading;
import io.vmoodle.operator.platform.fleet.PlatformSession;
import io.vmoodle.operator.platform.fleet.RowWatch;
import io.vmoodle.operator.platform.inspection.RegistryOpening.Result;
import io.vmoodle.operator.platform.release.ReleaseProbes;
import io.vmoodle.operator.platform.rollout.RolloutDesks;
import io.vmoodle.operator.platform.rollout.Situation;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.server.CheckedServer;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.platform.server.OneServerTwice;
import io.vmoodle.operator.platform.server.ServerCheck;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.platform.server.ServerIdentities;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RoutesSeen;
import io.vmoodle.operator.registry.RegistryTableMissing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a platform: its servers, its registry, all of its tenants, its Services. */
public final class Inspector {
  private final ServerCheck servers;
  private final RegistryOpening registries;
  private final ServiceCheck services;
  private final SubPathRouting routes;
  private final ReleaseProbes releases;
  private final ServerIdentities identities;
  private final RowWatch rows;
  private final RolloutDesks rollouts;

  /**
   * An inspector.
   *
   * @param rollouts decides which tenants come to another release
   */
  public Inspector(
      ServerCheck servers,
      RegistryOpening registries,
      ServiceCheck services,
      SubPathRouting routes,
      ReleaseProbes releases,
      ServerIdentities identities,
      RowWatch rows,
      RolloutDesks rollouts) {
    this.servers = servers;
    this.registries = registries;
    this.services = services;
    this.routes = routes;
    this.releases = releases;
    this.identities = identities;
    this.rows = rows;
    this.rollouts = rollouts;
  }

  /** Looks at all of it; waits a bounded time for servers that do not answer. */
  public Inspection inspect(MoodlePlatform platform, String clusterId) {
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
    var codes = releases.seen(platform);
    try {
      var known = identities.settle(platform, session.ledger(), seen);
      checked = session.earlier().expel(session.ledger(), known);
      var reading = FleetReading.read(platform, session, rows, checked);
      var found = readable(checked, reading.problems());
      var id = ResourceID.fromResource(platform);
      var there =
          services.present(
              metadata.getNamespace(), platform.getSpec(), present, session.fleet().tenants());
      var health = found.stream().collect(toMap(CheckedServer::name, CheckedServer::health));
      var outlook =
          rollouts.look(
              id,
              session,
              new Situation(platform.getSpec(), codes, there, health, reading.lastCron()));
      var rollout = rollouts.of(id, session);
      var facts = facts(platform, health, there, routed, codes, rollout.plan());
      var open =
          new OpenPlatform(
              facts, session.ledger(), session.registry(), session.fleet(), usable(found), rollout);
      return new Inspection(
          found,
          new PlatformState.Open(open),
          union(reading.changed(), outlook.changed()),
          codes,
          reading.massDrift(),
          outlook.progress());
    } catch (RegistryTableMissing e) {
      return Inspection.closed(
          checked, new Finding(Reason.RegistryTableMissing, e.getMessage() + "."));
    } catch (DatabaseException e) {
      return Inspection.closed(
          checked, new Finding(Reason.RegistryUnavailable, DatabaseFindings.of(e).message()));
    }
  }

  private static Set<ResourceID> union(Set<ResourceID> some, Set<ResourceID> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<CheckedServer> readable(
      List<CheckedServer> servers, Map<String, Finding> problems) {
    return servers.stream().map(server -> server.with(problems)).toList();
  }

  private static PlatformFacts facts(
      MoodlePlatform platform,
      Map<String, ServerHealth> health,
      Set<ServiceRef> present,
      RoutesSeen routes,
      Map<String, ReleaseSeen> releases,
      RolloutPlan rollout) {
    var metadata = platform.getMetadata();
    return new PlatformFacts(
        metadata.getNamespace(),
        metadata.getName(),
        platform.getSpec(),
        platform.isMarkedForDeletion(),
        health,
        present,
        routes,
        codes(releases),
        rollout);
  }

  private static Map<String, ReleaseCode> codes(Map<String, ReleaseSeen> releases) {
    var codes = new HashMap<String, ReleaseCode>();
    releases.forEach(
        (name, seen) -> {
          if (seen.code() != null) {
            codes.put(name, seen.code());
          }
        });
    return codes;
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
