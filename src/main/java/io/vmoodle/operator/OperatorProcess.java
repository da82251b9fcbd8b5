package io.vmoodle.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vmoodle.operator.kube.LeanSerialization;
import io.vmoodle.operator.observability.Answer;
import io.vmoodle.operator.observability.HttpPages;
import io.vmoodle.operator.observability.OperatorMeters;
import io.vmoodle.operator.observability.Readiness;
import io.vmoodle.operator.tenant.work.StepListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a process: from its start until it is told to stop. */
final class OperatorProcess {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

  /** Exit code of a process that is not the leader any more. */
  private static final int NOT_LEADER = 3;

  private OperatorProcess() {}

  /**
   * Runs it.
   *
   * @return the exit code, once it was told to stop and has stopped
   */
  static int run(Settings settings) {
    LOG.atInfo()
        .addKeyValue("version", Version.text())
        .addKeyValue("configuration", settings)
        .log("Starting");
    try (var stop = StopRequest.install();
        var client = client();
        var meters = new OperatorMeters();
        var operator =
            new VmoodleOperator(
                client,
                settings.operator(),
                meters.reconciliations(),
                StepListener.NONE,
                OperatorProcess::leadershipIsOver);
        var pages = HttpPages.serve(address(settings), pages(operator, meters))) {
      LOG.atInfo()
          .addKeyValue("address", pages.address())
          .addKeyValue("cluster", client.getMasterUrl())
          .log("Health and metrics are served");
      operator.start();
      LOG.atInfo().log("Started");
      stop.await();
      LOG.atInfo().log("Stopping");
      return 0;
    }
  }

  /**
   * Others act now: an orderly end would only prolong the time in which two do. The next start
   * waits for its turn.
   */
  private static void leadershipIsOver(String why) {
    LOG.atError().addKeyValue("why", why).log("This process is not the leader any more: ending");
    Runtime.getRuntime().halt(NOT_LEADER);
  }

  private static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(LeanSerialization.create())
        .editOrNewConfig()
        .withUserAgent("vmoodle-operator/" + Version.text())
        .endConfig()
        .build();
  }

  private static Map<String, HttpPages.Page> pages(
      VmoodleOperator operator, OperatorMeters meters) {
    var readiness = new Readiness(operator.runtimeInfo());
    return Map.of(
        "/livez",
        () -> Answer.text(200, "ok"),
        "/readyz",
        readiness::answer,
        "/metrics",
        () -> meters.page(operator.platforms(), operator.isLeader()));
  }

  private static InetSocketAddress address(Settings settings) {
    if (settings.httpHost().isEmpty()) {
      return new InetSocketAddress(settings.httpPort());
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(settings.httpHost()), settings.httpPort());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--http-host %s is no address".formatted(settings.httpHost()), e);
    }
  }
}
