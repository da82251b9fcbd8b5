package io.vmoodle.lab.benchmark;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterLauncher;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.lab.cluster.server.Addition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A fresh cluster with its audit log, and the two that write to it: operator and bare writer. */
final class Ground implements AutoCloseable {
  /** Namespace of the operator, as shipped. */
  static final String HOME = "vmoodle-operator";

  /** Where everything of a run is written. */
  static final Path FOLDER = Path.of("target", "benchmark");

  private static final String BARE = "bare-writer";
  private static final String USER = "system:serviceaccount:%s:%s";

  private final Cluster cluster;
  private final AuditLog audit;
  private final KubernetesClient bare;
  private final List<String> jvm;
  private MeasuredOperator operator;

  private Ground(Cluster cluster, AuditLog audit, List<String> jvm) {
    this.cluster = cluster;
    this.audit = audit;
    this.jvm = jvm;
    this.bare = cluster.clientOf(HOME, BARE);
    this.operator = launch();
  }

  /**
   * Starts all of it.
   *
   * @param jvm more options of the operator's JVM
   */
  static Ground start(List<String> jvm) {
    return start(jvm, List.of());
  }

  /** {@link #start} without Kubernetes' own hands on Jobs: somebody else says how they end. */
  static Ground withoutJobController(List<String> jvm) {
    return start(jvm, List.of("--controllers=*,-job-controller"));
  }

  private static Ground start(List<String> jvm, List<String> controllerManager) {
    var audit =
        AuditLog.of(FOLDER, List.of(USER.formatted(HOME, HOME), USER.formatted(HOME, BARE)));
    var cluster =
        ClusterLauncher.ofUser(line -> {})
            .with(Addition.of(audit.arguments(), controllerManager))
            .open();
    try {
      var client = cluster.client();
      var definitions = new CustomResourceDefinitions(client);
      definitions.apply(CustomResourceDefinitions.OURS);
      definitions.apply(BareMoodle.definition(FOLDER.resolve("crds")));
      grant(client);
      return new Ground(cluster, audit, jvm);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static void grant(KubernetesClient client) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(HOME).endMetadata().build())
        .create();
    for (var file :
        List.of(
            "base/service-account.yaml",
            "base/lease-rights.yaml",
            "base/operator-rights.yaml",
            "cluster/rights-everywhere.yaml")) {
      try (var manifest = Files.newInputStream(Path.of("operator").resolve(file))) {
        client.load(manifest).items().forEach(object -> client.resource(object).create());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(HOME)
                .withName(BARE)
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(BARE)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("", "ServiceAccount", BARE, HOME)
                .build())
        .create();
  }

  private MeasuredOperator launch() {
    return MeasuredOperator.start(
        cluster.kubeconfigOf(HOME, HOME), FOLDER.resolve("operator.log"), jvm);
  }

  /** The person who creates tenants. */
  KubernetesClient client() {
    return cluster.client();
  }

  /** The bare writer's client. */
  KubernetesClient bare() {
    return bare;
  }

  AuditLog audit() {
    return audit;
  }

  MeasuredOperator operator() {
    return operator;
  }

  /** The requests of the operator since a mark. */
  List<AuditLog.Request> ofOperator(int mark) {
    var user = USER.formatted(HOME, HOME);
    return audit.since(mark).stream().filter(request -> request.user().equals(user)).toList();
  }

  /** How many of them were writes, the lease aside. */
  long writes(int mark) {
    return ofOperator(mark).stream().filter(AuditLog.Request::isWrite).count();
  }

  /** How many of each kind they were. */
  Map<String, Long> writesByResource(int mark) {
    return ofOperator(mark).stream()
        .filter(AuditLog.Request::isWrite)
        .collect(
            groupingBy(
                request -> "%s %s".formatted(request.verb(), request.resource()),
                TreeMap::new,
                counting()));
  }

  /** Ends the operator. */
  void stopOperator() {
    operator.close();
  }

  /** Starts it again. */
  void startOperator() {
    operator = launch();
  }

  @Override
  public void close() {
    operator.close();
    bare.close();
    cluster.close();
  }
}
