package io.vmoodle.operator.crash.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.cluster.image.ToolsImage;
import io.vmoodle.lab.moodle.MoodleImage;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PodPlatform;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tenants are upgraded by pods that really run, one held in each state of an upgrade, when their
 * pods are killed, the kubelet dies, or the database server is gone. All of them come to an end by
 * themselves, served by the release that their database is on.
 */
@Isolated
@ExtendWith(PodExtension.class)
class StruckUpgradesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final PodCluster cluster;
  private final KubernetesClient client;
  private String namespace = "";

  StruckUpgradesIT(PodCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
    cluster.load(
        MoodleImage.of(Release.OLD, cluster.php(), folder),
        MoodleImage.of(Release.NEW, cluster.php(), folder),
        ToolsImage.of(cluster.tools()));
  }

  /** Something that happens while all of them are held, and what follows from it. */
  @FunctionalInterface
  private interface Harm {
    void strike(List<HeldTenant> tenants, TcpProxy way) throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void podsAreKilled(Engine engine) throws Exception {
    strike(
        engine,
        (tenants, way) -> {
          for (var tenant : tenants) {
            tenant.kill();
          }
          for (var tenant : tenants) {
            tenant.letGo();
          }
          for (var tenant : tenants) {
            assertThat(tenant.awaitEnd())
                .as(tenant.toString())
                .isEqualTo(tenant.state().afterLoss());
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theKubeletDies(Engine engine) throws Exception {
    strike(
        engine,
        (tenants, way) -> {
          var begun = tenants.stream().map(HeldTenant::pod).toList();
          cluster.killKubelet();
          try {
            for (var tenant : tenants) {
              tenant.letGo();
            }
            for (var tenant : tenants) {
              tenant.awaitWorkDone();
            }
            assertThat(begun.stream().map(pod -> client.resource(pod).get().getStatus().getPhase()))
                .as("nobody tells of their end")
                .containsOnly("Running");
          } finally {
            cluster.startKubelet();
          }
          for (var tenant : tenants) {
            assertThat(tenant.awaitEnd())
                .as(tenant.toString())
                .isEqualTo(tenant.state().undisturbed());
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theDatabaseServerIsGone(Engine engine) throws Exception {
    strike(
        engine,
        (tenants, way) -> {
          way.cut();
          for (var tenant : tenants) {
            tenant.letGo();
          }
          for (var tenant : tenants) {
            tenant.awaitWorkDone();
          }
          awaitPlatform(it -> !it.equals("Ready"));
          way.open();
          awaitPlatform("Ready"::equals);
          for (var tenant : tenants) {
            tenant.awaitEnd();
          }
        });
  }

  private void awaitPlatform(Predicate<String> reason) {
    await("the platform")
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .resources(MoodlePlatform.class)
                    .inNamespace(namespace)
                    .withName(Manifests.PLATFORM)
                    .require()
                    .getStatus()
                    .conditions()
                    .stream()
                    .filter(it -> it.getType().equals(ConditionType.Ready.name()))
                    .anyMatch(it -> reason.test(it.getReason())));
  }

  private void strike(Engine engine, Harm harm) throws Exception {
    var data = cluster.claim(namespace, "moodledata");
    try (var way = TcpProxy.at(cluster.hostAddress(), Engines.lab(engine).port());
        var operator = RunningOperator.start(client, engine, namespace)) {
      var platform = new PodPlatform(client, engine, namespace, operator.registry(), way);
      platform.prepare();
      client.resource(platform.ofTwoReleases()).create();
      var tenants =
          installed(states(engine)).entrySet().stream()
              .map(
                  it ->
                      new HeldTenant(it.getKey(), client, operator.reality(), it.getValue(), data))
              .toList();
      for (var tenant : tenants) {
        tenant.begin();
      }
      for (var tenant : tenants) {
        tenant.awaitHeld();
      }

      harm.strike(tenants, way);

      for (var tenant : tenants) {
        var release = tenant.awaitEnd();
        tenant.isWhole(release.equals(Release.NEW.name()) ? Release.NEW : Release.OLD);
      }
    }
  }

  /** PostgreSQL copies by itself, without a pod. */
  private static List<State> states(Engine engine) {
    return Arrays.stream(State.values())
        .filter(state -> state != State.COPY || engine == Engine.MariaDB)
        .toList();
  }

  private Map<State, VirtualMoodle> installed(List<State> states) {
    var tenants = new LinkedHashMap<State, VirtualMoodle>();
    for (var state : states) {
      var host = state.tenant() + ".example.edu";
      var manifest = Manifests.tenant(namespace, state.tenant(), host);
      tenants.put(
          state,
          client.resource(Manifests.with(manifest, "{\"spec\": {\"release\": \"4.4\"}}")).create());
    }
    for (var tenant : tenants.values()) {
      await(tenant.getMetadata().getName())
          .atMost(PATIENCE)
          .until(
              () ->
                  Optional.ofNullable(client.resource(tenant).get().getStatus())
                      .flatMap(status -> RunningOperator.condition(status, ConditionType.Ready))
                      .filter(it -> it.getReason().equals("Ready"))
                      .isPresent());
    }
    return tenants;
  }
}
