package io.vmoodle.lab.cluster.server;

import java.nio.file.Path;
import java.util.List;

/** Command-line arguments of the servers. */
final class Arguments {
  private final Path folder;
  private final Address address;
  private final Ports ports;

  /**
   * @param folder holds the certificates and keys of {@link Secrets}, and the data
   */
  Arguments(Path folder, Address address, Ports ports) {
    this.folder = folder;
    this.address = address;
    this.ports = ports;
  }

  /** The data does not outlive the run, so etcd need not wait for the disk. */
  List<String> etcd() {
    var client = "http://127.0.0.1:" + ports.etcd();
    var peer = "http://127.0.0.1:" + ports.etcdPeer();
    return List.of(
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync");
  }

  List<String> apiServer() {
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + ports.etcd(),
        "--bind-address=" + address.bind().getHostAddress(),
        "--secure-port=" + ports.apiServer(),
        // Nothing in this cluster reaches the API server through a Service.
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--tls-cert-file=" + file(Secrets.SERVER_CERTIFICATE),
        "--tls-private-key-file=" + file(Secrets.SERVER_KEY),
        "--client-ca-file=" + file(Secrets.AUTHORITY),
        "--service-account-key-file=" + file(Secrets.TOKEN_PUBLIC_KEY),
        "--service-account-signing-key-file=" + file(Secrets.TOKEN_KEY),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--profiling=false");
  }

  /** With limits on its requests that a test does not have to wait for. */
  List<String> controllerManager() {
    return List.of(
        "--kubeconfig=" + file(Secrets.CONTROLLER_MANAGER_KUBECONFIG),
        "--use-service-account-credentials",
        "--service-account-private-key-file=" + file(Secrets.TOKEN_KEY),
        "--root-ca-file=" + file(Secrets.AUTHORITY),
        "--leader-elect=false",
        "--secure-port=0",
        "--kube-api-qps=300",
        "--kube-api-burst=600",
        "--profiling=false");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
