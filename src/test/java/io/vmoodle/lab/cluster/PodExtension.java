package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.run.Progress;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * As {@link ClusterExtension}, but pods run in the cluster, and a parameter may also be a {@link
 * PodCluster}. A class has one of the two extensions, not both.
 *
 * <p>The first class that needs it starts it. A machine that cannot run it makes these tests fail,
 * with all that the machine lacks.
 */
public final class PodExtension implements BeforeAllCallback, ParameterResolver {
  /** Name of the lock on the node, which all share: who ends its kubelet has it alone. */
  public static final String NODE = "node";

  private final ClusterParameters<PodCluster> parameters =
      new ClusterParameters<>(
          PodCluster.class, () -> PodClusterLauncher.ofUser(Progress.to(System.err)).open());

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
