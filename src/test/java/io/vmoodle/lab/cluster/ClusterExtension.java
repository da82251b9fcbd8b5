package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.run.Progress;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
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
 * <p>The cluster is started on first use, is one for the whole JVM, and ends with it. Pods need not
 * run in it: {@link PodExtension} has one in which they do.
 */
public final class ClusterExtension implements BeforeAllCallback, ParameterResolver {
  private final ClusterParameters<Cluster> parameters =
      new ClusterParameters<>(
          Cluster.class, () -> ClusterLauncher.ofUser(Progress.to(System.err)).open());

  @Override
  public void beforeAll(ExtensionContext context) {
    parameters.beforeAll(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.supports(parameter);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.resolve(parameter, context);
  }
}
