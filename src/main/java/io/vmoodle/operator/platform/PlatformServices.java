package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.SecretReader;
import java.time.InstantSource;

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

  Inspector inspector(RegistryOpening registries) {
    return new Inspector(
        new ServerCheck(new SecretReader(client), pools),
        registries,
        new ServiceCheck(client),
        subPaths,
        new ServerIdentities(events),
        new RowWatch(events));
  }
}
