package io.vmoodle.operator.crash.process;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.VmoodleOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * The operator with leader election off, as a program. It tells on standard output which points it
 * reached, and stops when its standard input ends: with the test that started it, at the latest.
 */
final class MortalOperator {
  static final String STARTED = "STARTED";

  /** Many may have to wait for the end at once. */
  private static final int THREADS = 200;

  private MortalOperator() {}

  /** Arguments: kubeconfig file, namespaces with commas, resync (ISO), file with stops. */
  public static void main(String[] arguments) throws IOException, SQLException {
    var points = new Points(Set.copyOf(Files.readAllLines(Path.of(arguments[3]))), System.out);
    SqlWrites.watch(points);
    try (var client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Path.of(arguments[0]).toFile()))
                .withHttpClientBuilderConsumer(
                    builder -> builder.addOrReplaceInterceptor("points", new ApiWrites(points)))
                .build();
        var operator =
            new VmoodleOperator(
                client,
                new OperatorConfig(
                    Set.of(arguments[1].split(",", -1)),
                    Duration.parse(arguments[2]),
                    THREADS,
                    null),
                Metrics.NOOP,
                (tenant, step) -> points.reached(tenant, "step " + step),
                why -> System.err.println("lost the leadership: " + why))) {
      operator.start();
      System.out.println(STARTED);
      while (System.in.read() >= 0) {
        // Only the end of the input says something.
      }
    }
    System.exit(0);
  }
}
