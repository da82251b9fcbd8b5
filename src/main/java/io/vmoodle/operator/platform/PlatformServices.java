package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.platform.fleet.RowWatch;
import io.vmoodle.operator.platform.inspection.Inspector;
import io.vmoodle.operator.platform.inspection.RegistryOpening;
import io.vmoodle.operator.platform.inspection.ServiceCheck;
import io.vmoodle.operator.platform.inspection.UnforeseenFailures;
import io.vmoodle.operator.platform.release.PodLogs;
import io.vmoodle.operator.platform.release.ReleaseProbes;
import io.vmoodle.operator.platform.rollout.RolloutDesks;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.server.ServerCheck;
import io.vmoodle.operator.platform.server.ServerIdentities;
import io.vmoodle.operator.platform.server.ServerPools;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.platform.state.PlatformTenants;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What the reconciler of platforms works with.
 *
 * @param client the API server
 * @param pools the connections to database servers
 * @param apply stores objects
 * @param events tells people what happened
 * @param subPaths the routes of main hosts
 * @param directory where tenants find their platform
 * @param tenants the tenants' resources
 * @param failures what is said of exceptions
 * @param clock tells the time
 */
public record PlatformServices(
    KubernetesClient client,
    ServerPools pools,
    Apply apply,
    Events events,
    SubPathRouting subPaths,
    PlatformDirectory directory,
    PlatformTenants tenants,
    UnforeseenFailures failures,
    InstantSource clock) {

  RegistryOpening registries() {
    return new RegistryOpening(clock, pools.instance());
  }

  /**
   * Reads what releases are.
   *
   * @param changed hears of a platform of which something else is known than before
   */
  ReleaseProbes releases(Consumer<ResourceID> changed) {
    return new ReleaseProbes(client, apply, PodLogs.ofNodes(client), clock, changed);
  }

  /**
   * Decides which tenants come to another release.
   *
   * @param changed hears of a platform whose rollout got somewhere between two looks
   */
  RolloutDesks rollouts(Consumer<ResourceID> changed) {
    return new RolloutDesks(tenants, clock, SteadyTime.source(), changed);
  }

  Inspector inspector(RegistryOpening registries, ReleaseProbes releases, RolloutDesks rollouts) {
    return new Inspector(
        new ServerCheck(new SecretReader(client), pools),
        registries,
        new ServiceCheck(client),
        subPaths,
        releases,
        new ServerIdentities(events),
        new RowWatch(events),
        rollouts);
  }
}
