package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.run.Progress;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real cluster, with the CRDs of {@code crds/} in it. A parameter (of a constructor,
 * a test, or a method around them) is:
 *
 * <ul>
 *   <li>{@link KubernetesClient}: an admin's; not to be closed
 *   <li>{@link Cluster}: for a kubeconfig, or a client with less rights
 *   <li>{@link TestNamespace}: the namespace of this test class, or with {@link Fresh} one more
 * </ul>
 *
 * <p>The cluster is started on first use, is one for the whole JVM, and ends with it.
 */
public final class ClusterExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  /** Nested classes share the lease of their outermost class. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getStore(STORE)
        .computeIfAbsent(
            ClassNamespace.class,
            key -> new ClassNamespace(context.getRequiredTestClass()),
            ClassNamespace.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == KubernetesClient.class || type == Cluster.class || type == TestNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var cluster = cluster(context);
    var type = parameter.getParameter().getType();
    if (type == Cluster.class) {
      return cluster;
    }
    if (type == KubernetesClient.class) {
      return cluster.client();
    }
    return parameter.isAnnotated(Fresh.class)
        ? fresh(parameter, context, cluster)
        : Objects.requireNonNull(
                context.getStore(STORE).get(ClassNamespace.class, ClassNamespace.class),
                "a class has its namespace from @ExtendWith on the class")
            .namespace(cluster);
  }

  private static TestNamespace fresh(
      ParameterContext parameter, ExtensionContext context, Cluster cluster) {
    return context
        .getStore(STORE)
        .computeIfAbsent(
            parameter.getParameter(),
            key -> NamespaceLease.create(cluster.client(), context.getRequiredTestClass()),
            NamespaceLease.class)
        .namespace();
  }

  private static Cluster cluster(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, STORE)
        .computeIfAbsent(Cluster.class, key -> open(), Cluster.class);
  }

  private static Cluster open() {
    var cluster = ClusterLauncher.ofUser(Progress.to(System.err)).open();
    try {
      new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }
}
