package io.vmoodle.lab.cluster.binaries;

/**
 * The programs of a control plane, in the order in which they are built, which is also the order in
 * which a person finds out soonest that a build cannot work.
 */
public enum Program {
  /** The database of the API server. */
  ETCD("etcd", "go.etcd.io/etcd/server/v3", "about half a minute"),
  /** The API server. */
  API_SERVER("kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver", "about 4 minutes"),
  /** Garbage collection, namespace deletion, Jobs, service accounts. */
  CONTROLLER_MANAGER(
      "kube-controller-manager", "k8s.io/kubernetes/cmd/kube-controller-manager", "about a minute"),
  /** For people; no test needs it. */
  KUBECTL("kubectl", "k8s.io/kubernetes/cmd/kubectl", "about half a minute");

  private final String fileName;
  private final String goPackage;
  private final String coldBuild;

  Program(String fileName, String goPackage, String coldBuild) {
    this.fileName = fileName;
    this.goPackage = goPackage;
    this.coldBuild = coldBuild;
  }

  /** Name of its file. */
  public String fileName() {
    return fileName;
  }

  /** The Go package that it is built from. */
  String goPackage() {
    return goPackage;
  }

  /** How long its first build takes on two slow cores, in words. */
  String coldBuild() {
    return coldBuild;
  }
}
