package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** A Kubernetes cluster that is up. Its clients never look at the user's own kubeconfig. */
public interface Cluster extends AutoCloseable {
  /** A client of a cluster admin; it is closed with the cluster. */
  KubernetesClient client();

  /** The admin's kubeconfig; it is gone when the cluster is closed. */
  Path kubeconfig();

  /** The {@code kubectl} that came with it; empty for a cluster that was not started here. */
  Optional<Path> kubectl();

  /** What it is and where its API server is, for people. */
  String description();

  /**
   * A kubeconfig that has the rights of a ServiceAccount and no others, for a process of its own.
   * The account must exist; the token is valid for a day. The file is gone when the cluster is
   * closed.
   */
  Path kubeconfigOf(String namespace, String serviceAccount);

  /** A client with the rights of a ServiceAccount and no others; the caller closes it. */
  default KubernetesClient clientOf(String namespace, String serviceAccount) {
    return Clients.of(kubeconfigOf(namespace, serviceAccount));
  }

  /**
   * Whether nobody has to remove what tests leave in it: it ends with this JVM, and runs nothing.
   * To end a namespace costs the API server two requests for every kind that there is.
   */
  boolean isThrownAway();

  /** Ends the cluster if it was started for this JVM; a cluster that was given goes on. */
  @Override
  void close();
}
