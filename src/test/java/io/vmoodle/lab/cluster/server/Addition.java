package io.vmoodle.lab.cluster.server;

import java.util.List;

/** What a cluster has beside its control plane, as far as the start of that has to know it. */
public interface Addition {
  /** More arguments of the API server; they win over those that it has anyway. */
  List<String> apiServer();

  /** More arguments of the controller manager; they win, too. */
  default List<String> controllerManager() {
    return List.of();
  }

  /**
   * Writes what the addition needs to talk to the API server and to be trusted by it. Called before
   * the servers start, and once more if the start is tried again.
   *
   * @param url where the API server will be
   */
  void credentials(CertificateAuthority authority, String url);

  /** Only arguments. */
  static Addition of(List<String> apiServer, List<String> controllerManager) {
    return new Addition() {
      @Override
      public List<String> apiServer() {
        return apiServer;
      }

      @Override
      public List<String> controllerManager() {
        return controllerManager;
      }

      @Override
      public void credentials(CertificateAuthority authority, String url) {}
    };
  }
}
