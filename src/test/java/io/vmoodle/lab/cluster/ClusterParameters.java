package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * Gives tests their parameters from one cluster for the whole JVM, which is started on first use.
 *
 * @param <C> what the cluster can do
 */
final class ClusterParameters<C extends Cluster> {
  private final Class<C> kind;
  private final Supplier<C> open;
  private final Namespace store;

  /**
   * @param kind the type of a parameter that is the cluster; {@link Cluster} is one, too
   */
  ClusterParameters(Class<C> kind, Supplier<C> open) {
    this.kind = kind;
    this.open = open;
    this.store = Namespace.create(ClusterParameters.class, kind);
  }

  /** Nested classes share the lease of their outermost class. */
  void beforeAll(ExtensionContext context) {
    context
        .getStore(store)
        .computeIfAbsent(
            ClassNamespace.class,
            key -> new ClassNamespace(context.getRequiredTestClass()),
            ClassNamespace.class);
  }

  boolean supports(ParameterContext parameter) {
    var type = parameter.getParameter().getType();
    return type == KubernetesClient.class
        || type == Cluster.class
        || type == kind
        || type == TestNamespace.class;
  }

  Object resolve(ParameterContext parameter, ExtensionContext context) {
    var cluster = cluster(context);
    var type = parameter.getParameter().getType();
    if (type == Cluster.class || type == kind) {
      return cluster;
    }
    if (type == KubernetesClient.class) {
      return cluster.client();
    }
    return parameter.isAnnotated(Fresh.class)
        ? fresh(parameter, context, cluster)
        : Objects.requireNonNull(
                context.getStore(store).get(ClassNamespace.class, ClassNamespace.class),
                "a class has its namespace from @ExtendWith on the class")
            .namespace(cluster);
  }

  private TestNamespace fresh(
      ParameterContext parameter, ExtensionContext context, Cluster cluster) {
    return context
        .getStore(store)
        .computeIfAbsent(
            parameter.getParameter(),
            key -> NamespaceLease.create(cluster, context.getRequiredTestClass()),
            NamespaceLease.class)
        .namespace();
  }

  private C cluster(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, store)
        .computeIfAbsent(kind, key -> openWithOurs(), kind);
  }

  private C openWithOurs() {
    var cluster = open.get();
    try {
      new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }
}
