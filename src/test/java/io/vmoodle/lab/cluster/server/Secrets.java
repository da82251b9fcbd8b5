package io.vmoodle.lab.cluster.server;

import io.vmoodle.lab.cluster.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates, keys and kubeconfigs of one control plane, as files in its folder. */
final class Secrets {
  static final String AUTHORITY = "ca.crt";
  static final String SERVER_CERTIFICATE = "apiserver.crt";
  static final String SERVER_KEY = "apiserver.key";
  static final String TOKEN_PUBLIC_KEY = "tokens.pub";
  static final String TOKEN_KEY = "tokens.key";
  static final String CONTROLLER_MANAGER_KUBECONFIG = "controller-manager.yaml";

  private static final String CONTROLLER_MANAGER = "system:kube-controller-manager";

  private Secrets() {}

  /** Makes all of them; whoever signed them signs nothing more once the result is forgotten. */
  static CertificateAuthority write(RunFolder folder, Address address, String url) {
    var authority = new CertificateAuthority();
    var server = authority.server("kube-apiserver", names(), addresses(address));
    var tokens = CertificateAuthority.tokenKeys();
    var files =
        Map.of(
            AUTHORITY,
            authority.certificate(),
            SERVER_CERTIFICATE,
            server.certificate(),
            SERVER_KEY,
            server.key(),
            TOKEN_KEY,
            tokens.privateKey(),
            TOKEN_PUBLIC_KEY,
            tokens.publicKey(),
            CONTROLLER_MANAGER_KUBECONFIG,
            Kubeconfig.of(url, authority.certificate(), authority.client(CONTROLLER_MANAGER, "")),
            folder.kubeconfig().getFileName().toString(),
            Kubeconfig.of(
                url, authority.certificate(), authority.client("admin", "system:masters")));
    files.forEach(
        (name, content) -> {
          try {
            Files.writeString(folder.path().resolve(name), content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return authority;
  }

  private static List<String> names() {
    return List.of(
        "localhost",
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local");
  }

  private static List<InetAddress> addresses(Address address) {
    try {
      var all = new ArrayList<>(address.reachedBy());
      // The first address of the Services' range is the API server's own.
      all.add(InetAddress.getByName("10.96.0.1"));
      return all;
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
