package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import java.nio.file.Files;
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

  /**
   * @param kubectl a kubectl of its version, null where none is known
   * @param folder where further kubeconfigs are written
   * @param end ends what was started, at the latest with the JVM
   */
  RunningCluster(
      String name, Path kubeconfig, @Nullable Path kubectl, Path folder, EndWithJvm end) {
    this.name = name;
    this.kubectl = kubectl;
    this.kubeconfig = kubeconfig;
    this.client = Clients.of(kubeconfig);
    this.serviceAccounts = new ServiceAccountAccess(client, folder);
    this.end = end;
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
    return Optional.ofNullable(kubectl).filter(Files::isExecutable);
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
  public void close() {
    client.close();
    end.close();
  }
}
