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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The operator as a program. It tells on standard output which points it reached, goes on from
 * those where it stopped when it reads a line, and stops when its standard input ends: with the
 * test that started it, at the latest.
 */
final class MortalOperator {
  static final String STARTED = "STARTED";

  private static final Duration TO_DO_HARM = Duration.ofSeconds(4);

  /** Many may have to wait for the end at once. */
  private static final int THREADS = 200;

  private MortalOperator() {}

  /** Exit code of one that is not the leader any more. */
  static final int NOT_LEADER = 3;

  /**
   * Arguments: kubeconfig file, namespaces with commas, resync (ISO), file with stops, namespace of
   * the lease (without one there is no leader election).
   */
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
                    arguments.length > 4 ? arguments[4] : null),
                Metrics.NOOP,
                (tenant, step) -> points.reached(tenant, "step " + step),
                MortalOperator::lostLeadership)) {
      operator.start();
      System.out.println(STARTED);
      while (System.in.read() >= 0) {
        points.goOn();
      }
    }
    System.exit(0);
  }

  /**
   * Ends as the real one does, but late for all other threads, so that there is time to do what
   * must not be done.
   */
  private static void lostLeadership(String why) {
    System.err.println("lost the leadership: " + why);
    CompletableFuture.delayedExecutor(TO_DO_HARM.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(NOT_LEADER));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
