package io.vmoodle.lab.cluster.node;

import io.vmoodle.lab.cluster.server.Addition;
import io.vmoodle.lab.cluster.server.CertificateAuthority;
import io.vmoodle.lab.cluster.server.Credential;
import io.vmoodle.lab.cluster.server.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the node's servers and the API server know each other by, as files in the run's folder. */
final class NodeCredentials implements Addition {
  static final String NODE = "node-1";

  /** The user that the DNS server is; {@link Node} gives it its rights. */
  static final String DNS_USER = "vmoodle-lab:dns";

  private final Path folder;
  private final NodeNetwork network;

  NodeCredentials(Path folder, NodeNetwork network) {
    this.folder = folder;
    this.network = network;
  }

  /** Pods reach the API server through its Service, and it reaches kubelet. */
  @Override
  public List<String> apiServer() {
    return List.of(
        "--advertise-address=" + network.machine(),
        "--endpoint-reconciler-type=lease",
        "--allow-privileged=true",
        "--kubelet-certificate-authority=" + folder.resolve("ca.crt"),
        "--kubelet-client-certificate=" + folder.resolve("kubelet-client.crt"),
        "--kubelet-client-key=" + folder.resolve("kubelet-client.key"),
        "--kubelet-preferred-address-types=InternalIP");
  }

  @Override
  public void credentials(CertificateAuthority authority, String url) {
    write("kubelet", authority.server(NODE, List.of(NODE), List.of(address())));
    write("kubelet-client", authority.client("kube-apiserver", "system:masters"));
    kubeconfig(authority, url, "kubelet", "system:node:" + NODE, "system:nodes");
    kubeconfig(authority, url, "scheduler", "system:kube-scheduler", "");
    kubeconfig(authority, url, "proxy", "system:kube-proxy", "");
    kubeconfig(authority, url, "dns", DNS_USER, "");
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(network.node());
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kubeconfig(
      CertificateAuthority authority, String url, String name, String user, String group) {
    write(
        "kubeconfig-%s.yaml".formatted(name),
        Kubeconfig.of(url, authority.certificate(), authority.client(user, group)));
  }

  private void write(String name, Credential credential) {
    write(name + ".crt", credential.certificate());
    write(name + ".key", credential.key());
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
