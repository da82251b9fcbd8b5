package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster that this JVM uses and, if it started it, ends. */
final class RunningCluster implements Cluster {
  private final String name;
  private final Path kubeconfig;
  private final @Nullable Path kubectl;
  private final ServiceAccountAccess serviceAccounts;
  private final KubernetesClient client;
  private final EndWithJvm end;
  private final boolean thrownAway;

  /**
   * @param folder where further kubeconfigs are written
   * @param kubectl came with it; null if none did
   * @param end ends what was started, at the latest with the JVM
   * @param thrownAway see {@link #isThrownAway}
   */
  RunningCluster(
      String name,
      Path kubeconfig,
      Path folder,
      @Nullable Path kubectl,
      EndWithJvm end,
      boolean thrownAway) {
    this.name = name;
    this.kubeconfig = kubeconfig;
    this.kubectl = kubectl;
    this.client = Clients.of(kubeconfig);
    this.serviceAccounts = new ServiceAccountAccess(client, folder);
    this.end = end;
    this.thrownAway = thrownAway;
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public Optional<Path> kubectl() {
    return Optional.ofNullable(kubectl);
  }

  @Override
  public String description() {
    return "%s at %s".formatted(name, client.getMasterUrl());
  }

  @Override
  public Path kubeconfigOf(String namespace, String serviceAccount) {
    return serviceAccounts.kubeconfig(namespace, serviceAccount);
  }

  @Override
  public boolean isThrownAway() {
    return thrownAway;
  }

  @Override
  public void close() {
    client.close();
    end.close();
  }
}
