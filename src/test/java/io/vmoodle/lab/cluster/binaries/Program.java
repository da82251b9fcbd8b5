package io.vmoodle.lab.cluster.binaries;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The programs of a cluster, in the order in which they are built, which is also the order in which
 * a person finds out soonest that a build cannot work.
 */
public enum Program {
  /** The database of the API server. */
  ETCD(Level.CONTROL_PLANE, "etcd", "go.etcd.io/etcd/server/v3", "about half a minute"),
  /** The API server. */
  API_SERVER(
      Level.CONTROL_PLANE,
      "kube-apiserver",
      "k8s.io/kubernetes/cmd/kube-apiserver",
      "about 4 minutes"),
  /** Garbage collection, namespace deletion, Jobs, service accounts. */
  CONTROLLER_MANAGER(
      Level.CONTROL_PLANE,
      "kube-controller-manager",
      "k8s.io/kubernetes/cmd/kube-controller-manager",
      "about a minute"),
  /** For people; no test needs it. */
  KUBECTL(Level.CONTROL_PLANE, "kubectl", "k8s.io/kubernetes/cmd/kubectl", "about half a minute"),
  /** Holds namespaces open: the node's, and each pod's. */
  PAUSE(Level.NODE, "pause", "./pause", "some seconds"),
  /** Gives pods their node. */
  SCHEDULER(
      Level.NODE, "kube-scheduler", "k8s.io/kubernetes/cmd/kube-scheduler", "about half a minute"),
  /** Runs the pods of a node. */
  KUBELET(Level.NODE, "kubelet", "k8s.io/kubernetes/cmd/kubelet", "about half a minute"),
  /** Leads from the addresses of Services to pods. */
  PROXY(Level.NODE, "kube-proxy", "k8s.io/kubernetes/cmd/kube-proxy", "about half a minute"),
  /** Answers for the names of Services. */
  DNS(Level.NODE, "dns", "./dns", "about 2 minutes");

  private final Level level;
  private final String fileName;
  private final String goPackage;
  private final String coldBuild;

  Program(Level level, String fileName, String goPackage, String coldBuild) {
    this.level = level;
    this.fileName = fileName;
    this.goPackage = goPackage;
    this.coldBuild = coldBuild;
  }

  /** Names of the files of a level's programs. */
  public static Set<String> fileNames(Level level) {
    return level.programs().stream().map(Program::fileName).collect(Collectors.toSet());
  }

  /** What it is needed for. */
  Level level() {
    return level;
  }

  /** Name of its file. */
  public String fileName() {
    return fileName;
  }

  /** The Go package that it is built from. */
  String goPackage() {
    return goPackage;
  }

  /** The folder of the Go module that has or names the package, seen from the project's folder. */
  Path module() {
    return goPackage.startsWith(".") ? NodeModule.FOLDER : ServerModule.FOLDER;
  }

  /** How long its first build takes on two slow cores, in words. */
  String coldBuild() {
    return coldBuild;
  }
}
