package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A tenant is Ready once its login page answers; the web pods are an HTTP server of the test. */
@ExtendWith(ClusterExtension.class)
@ParameterizedClass
@EnumSource(Engine.class)
class LoginProbeIT {
  private static final int GOOD = 200;

  private final Engine engine;
  private final KubernetesClient client;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final HttpServer webPods;
  private String namespace = "";

  LoginProbeIT(Engine engine, KubernetesClient client) throws IOException {
    this.engine = engine;
    this.client = client;
    this.webPods = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
    webPods.createContext("/", this::answer);
    webPods.start();
  }

  @AfterEach
  void stop() {
    webPods.stop(0);
  }

  private void answer(HttpExchange visit) throws IOException {
    try (visit) {
      var url = visit.getRequestHeaders().getFirst("Host") + visit.getRequestURI().getPath();
      asked.add(url);
      var page = "<title>Log in</title>".getBytes(UTF_8);
      visit.sendResponseHeaders(statuses.getOrDefault(url, GOOD), page.length);
      visit.getResponseBody().write(page);
    }
  }

  @Test
  void aTenantIsReadyOnceItsLoginPageAnswers() throws Exception {
    var host = "a.example.edu/login/index.php";
    var path = "moodle.example.edu/b/login/index.php";
    statuses.put(host, 404);
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      client.resource(Manifests.with(operator.platform(), probing())).create();
      var a = ExistingMoodles.adopt(client, engine, namespace, "a", "host: a.example.edu");
      var b = ExistingMoodles.adopt(client, engine, namespace, "b", "subPath: b");

      operator.awaitReady(b);
      var status = operator.awaitReason(a, ConditionType.Ready, "NotServed");
      assertThat(RunningOperator.condition(status, ConditionType.Routed))
          .hasValueSatisfying(
              routed -> {
                assertThat(routed.getStatus()).isEqualTo("False");
                assertThat(routed.getMessage()).contains("https://a.example.edu", "404");
              });
      assertThat(RunningOperator.condition(status, ConditionType.Stalled)).isEmpty();

      statuses.put(host, 503);
      operator.awaitReason(a, ConditionType.Ready, "InMaintenance");
      statuses.put(host, GOOD);
      operator.awaitReady(a);
      assertThat(asked).contains(host, path);
      assertThat(asked.stream().filter(path::equals)).as("it answered at once").hasSize(1);
    }

    var before = List.copyOf(asked);
    try (var next = RunningOperator.again(client, engine, namespace)) {
      var c = ExistingMoodles.adopt(client, engine, namespace, "c", "host: c.example.edu");
      next.awaitReady(c);
      await()
          .during(PATIENCE.dividedBy(10))
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(asked.subList(before.size(), asked.size()))
                      .as("the next process asks only who comes to be served")
                      .containsExactly("c.example.edu/login/index.php"));
    }
  }

  /** A page that did not answer is not forgotten with the process that asked for it. */
  @Test
  void theNextProcessGoesOnAskingWhoDidNotAnswer() throws Exception {
    var host = "a.example.edu/login/index.php";
    statuses.put(host, 500);
    var a = ExistingMoodles.adopt(client, engine, namespace, "a", "host: a.example.edu");
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      client.resource(Manifests.with(operator.platform(), probing())).create();
      operator.awaitReason(a, ConditionType.Ready, "NotServed");
    }

    statuses.put(host, GOOD);
    asked.clear();
    try (var next = RunningOperator.again(client, engine, namespace)) {
      next.awaitReady(a);
      assertThat(asked).containsExactly(host);
    }
  }

  private String probing() {
    return "{\"spec\": {\"routing\": {\"probe\": {\"enabled\": true, \"addressOverride\": \"127.0.0.1:%d\"}}}}"
        .formatted(webPods.getAddress().getPort());
  }
}
