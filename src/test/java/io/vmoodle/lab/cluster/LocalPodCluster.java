package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.image.DebianLayer;
import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.image.Layer;
import io.vmoodle.lab.cluster.node.Node;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control plane and a node of local processes. */
final class LocalPodCluster implements PodCluster {
  private final RunningCluster cluster;
  private final Node node;
  private final DebianLayer php;
  private final DebianLayer tools;
  private final HostFolders folders;

  /**
   * @param cluster its control plane, whose end is the node's, too
   */
  LocalPodCluster(
      RunningCluster cluster, Node node, DebianLayer php, DebianLayer tools, HostFolders folders) {
    this.cluster = cluster;
    this.node = node;
    this.php = php;
    this.tools = tools;
    this.folders = folders;
  }

  /** Pods run in it. */
  @Override
  public boolean isThrownAway() {
    return false;
  }

  @Override
  public InetAddress hostAddress() {
    return node.machineAddress().bind();
  }

  @Override
  public void load(Image... images) {
    node.load(List.of(images));
  }

  @Override
  public Layer php() {
    return php.layer();
  }

  @Override
  public Layer tools() {
    return tools.layer();
  }

  @Override
  public Path claim(String namespace, String name) {
    return folders.claim(cluster.client(), namespace, name);
  }

  @Override
  public void killKubelet() {
    node.killKubelet();
  }

  @Override
  public void startKubelet() {
    node.startKubelet();
  }

  @Override
  public KubernetesClient client() {
    return cluster.client();
  }

  @Override
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  @Override
  public Optional<Path> kubectl() {
    return cluster.kubectl();
  }

  @Override
  public String description() {
    return cluster.description();
  }

  @Override
  public Path kubeconfigOf(String namespace, String serviceAccount) {
    return cluster.kubeconfigOf(namespace, serviceAccount);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
