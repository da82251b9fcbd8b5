package io.vmoodle.operator.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rights that the shipped manifests grant, given to the ServiceAccount of a test: the same
 * rules, under names of its own, so that an operator that is installed in the cluster keeps its.
 */
final class ShippedRights implements AutoCloseable {
  /** Name of the ServiceAccount. */
  static final String ACCOUNT = "vmoodle-operator";

  private final Cluster cluster;
  private final String home;
  private final List<HasMetadata> granted = new ArrayList<>();
  private final KubernetesClient client;

  private ShippedRights(Cluster cluster, String home) {
    this.cluster = cluster;
    this.home = home;
    grant(home, "base/service-account.yaml", "base/lease-rights.yaml", "base/operator-rights.yaml");
    this.client = cluster.clientOf(home, ACCOUNT);
  }

  /**
   * As {@code operator/cluster} does.
   *
   * @param home namespace of the ServiceAccount
   */
  static ShippedRights everywhere(Cluster cluster, String home) {
    return new ShippedRights(cluster, home).grant(null, "cluster/rights-everywhere.yaml");
  }

  /**
   * As {@code operator/namespaced} does, and {@code operator/watched} in each of the namespaces.
   */
  static ShippedRights in(Cluster cluster, String home, String... watched) {
    var rights = new ShippedRights(cluster, home).grant(null, "namespaced/cluster-identity.yaml");
    for (var namespace : watched) {
      rights.grant(namespace, "watched/rights-here.yaml");
    }
    return rights;
  }

  /** A client that has these rights and no others. */
  KubernetesClient client() {
    return client;
  }

  /** Takes verbs of a resource away from the operator's ClusterRole, or gives them back. */
  void changeVerbs(String resource, Consumer<List<String>> change) {
    cluster
        .client()
        .rbac()
        .clusterRoles()
        .withName(own(ACCOUNT))
        .edit(
            role -> {
              role.getRules().stream()
                  .filter(rule -> rule.getResources().contains(resource))
                  .forEach(rule -> change.accept(rule.getVerbs()));
              return role;
            });
  }

  private ShippedRights grant(@Nullable String namespace, String... files) {
    for (var object : ShippedManifests.objects(files)) {
      adapt(object, namespace);
      granted.add(cluster.client().resource(object).create());
    }
    return this;
  }

  private void adapt(HasMetadata object, @Nullable String namespace) {
    switch (object) {
      case ClusterRole role -> role.getMetadata().setName(own(role.getMetadata().getName()));
      case ClusterRoleBinding binding -> {
        binding.getMetadata().setName(own(binding.getMetadata().getName()));
        adapt(binding.getRoleRef(), binding.getSubjects());
      }
      case RoleBinding binding -> {
        binding.getMetadata().setNamespace(namespace);
        adapt(binding.getRoleRef(), binding.getSubjects());
      }
      default -> object.getMetadata().setNamespace(namespace);
    }
  }

  private void adapt(RoleRef role, List<Subject> subjects) {
    if (role.getKind().equals("ClusterRole")) {
      role.setName(own(role.getName()));
    }
    subjects.forEach(subject -> subject.setNamespace(home));
  }

  private String own(String name) {
    return name + "-" + home;
  }

  @Override
  public void close() {
    client.close();
    granted.forEach(object -> cluster.client().resource(object).delete());
  }
}
