package io.vmoodle.operator.platform.status;

import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Conditions.Status;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.fleet.MassDrift;
import io.vmoodle.operator.platform.rollout.RolloutProgress;
import io.vmoodle.operator.platform.server.CheckedServer;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of a platform. */
public final class PlatformConditions {
  /** What only somebody's change can end. */
  private static final Set<Reason> STALLED =
      Set.of(
          Reason.RegistryClaimed,
          Reason.OwnedByAnotherCluster,
          Reason.IdentityChanged,
          Reason.DuplicateDatabaseServer,
          Reason.MassDrift,
          Reason.RegistryTableMissing,
          Reason.RouteConflict,
          Reason.ConfigMapConflict,
          Reason.SpecInvalid,
          Reason.UnsupportedValue);

  /** Of a server, what is said as the reason although other servers may have other problems. */
  private static final Set<Reason> FOR_PERSONS =
      Set.of(Reason.IdentityChanged, Reason.DuplicateDatabaseServer);

  private PlatformConditions() {}

  /**
   * Of a platform whose registry cannot be worked with.
   *
   * @param servers how its database servers were found
   */
  static void closed(Conditions conditions, List<CheckedServer> servers, Finding why) {
    servers(conditions, servers);
    conditions.setFalse(ConditionType.RegistryReady, why.reason(), why.message());
    conditions.setUnknown(
        ConditionType.ReleasesReady,
        Reason.WaitingForEarlierStep,
        "The registry cannot be worked with yet; see RegistryReady.");
    conditions.setUnknown(
        ConditionType.RolloutComplete,
        Reason.WaitingForEarlierStep,
        "The registry cannot be worked with yet; see RegistryReady.");
    notReady(conditions, why);
  }

  /**
   * Of a platform that can be worked with.
   *
   * @param releases what is known of its releases, by name
   * @param massDrift so many rows changed at once that none is mended, null where it is not so
   * @param rollout how far tenants have come to the default release, null where that is not known
   */
  static void open(
      Conditions conditions,
      List<CheckedServer> servers,
      PlatformFacts facts,
      Map<String, ReleaseSeen> releases,
      @Nullable MassDrift massDrift,
      @Nullable RolloutProgress rollout) {
    servers(conditions, servers);
    var drift = massDrift == null ? null : massDrift.forPlatform();
    if (drift == null) {
      conditions.setTrue(
          ConditionType.RegistryReady,
          Reason.Ready,
          "The registry and the ledger next to it can be worked with.");
    } else {
      conditions.setFalse(ConditionType.RegistryReady, drift.reason(), drift.message());
    }
    new ReleaseConditions(facts, releases, rollout == null ? null : rollout.forgotten())
        .set(conditions);
    rollout(conditions, rollout);
    var problem = drift == null ? brokenServers(servers) : drift;
    if (problem != null) {
      notReady(conditions, problem);
    } else {
      if (facts.spec().paused()) {
        conditions.setTrue(
            ConditionType.Ready,
            Reason.Paused,
            "Nothing is changed for the platform and its tenants while spec.paused is true.");
      } else {
        conditions.setTrue(ConditionType.Ready, Reason.Ready, "Tenants can be managed.");
      }
      conditions.remove(ConditionType.Reconciling);
      conditions.remove(ConditionType.Stalled);
    }
  }

  private static void rollout(Conditions conditions, @Nullable RolloutProgress rollout) {
    if (rollout == null) {
      conditions.setUnknown(
          ConditionType.RolloutComplete,
          Reason.WaitingForEarlierStep,
          "The tenants' resources are still being read; nothing is to be done.");
    } else {
      conditions.set(
          ConditionType.RolloutComplete,
          rollout.complete() ? Status.True : Status.False,
          rollout.finding().reason(),
          rollout.finding().message());
    }
  }

  /** Says why a platform cannot be worked with, or not gone yet. */
  static void notReady(Conditions conditions, Finding why) {
    conditions.setFalse(ConditionType.Ready, why.reason(), why.message());
    var stalled = STALLED.contains(why.reason());
    conditions.setTrue(
        stalled ? ConditionType.Stalled : ConditionType.Reconciling, why.reason(), why.message());
    conditions.remove(stalled ? ConditionType.Reconciling : ConditionType.Stalled);
  }

  private static void servers(Conditions conditions, List<CheckedServer> servers) {
    var problem = brokenServers(servers);
    if (problem == null) {
      conditions.setTrue(
          ConditionType.DatabaseServersReady,
          Reason.Ready,
          "Every database server answers and grants what is needed.");
    } else {
      conditions.setFalse(ConditionType.DatabaseServersReady, problem.reason(), problem.message());
    }
  }

  private static @Nullable Finding brokenServers(List<CheckedServer> servers) {
    var broken = servers.stream().filter(server -> server.problem() != null).toList();
    if (broken.isEmpty()) {
      return null;
    }
    return new Finding(
        reason(broken),
        broken.stream()
            .map(server -> server.name() + ": " + server.health().message())
            .collect(joining(" ")));
  }

  /** What waits for a person comes first: the rest may mend itself. */
  private static Reason reason(List<CheckedServer> broken) {
    return broken.stream()
        .flatMap(server -> Stream.ofNullable(server.problem()))
        .map(Finding::reason)
        .filter(FOR_PERSONS::contains)
        .findFirst()
        .orElse(Reason.DatabaseServersNotReady);
  }
}
