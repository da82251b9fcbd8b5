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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tenants are installed and upgraded by pods that really run, one held in each state of that, when
 * their pods are killed, the kubelet dies, or the database server is gone. All of them come to an
 * end by themselves: installed, or served by the release that their database is on.
 */
@ResourceLock(PodExtension.NODE)
@Order(2)
@ExtendWith(PodExtension.class)
class StruckTenantsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final PodCluster cluster;
  private final KubernetesClient client;
  private String namespace = "";

  StruckTenantsIT(PodCluster cluster) {
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
          HeldTenant.awaitEnds(tenants);
          for (var tenant : tenants) {
            assertThat(tenant.end()).as(tenant.toString()).isEqualTo(tenant.afterLoss());
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
          HeldTenant.awaitEnds(tenants);
          for (var tenant : tenants) {
            assertThat(tenant.end()).as(tenant.toString()).isEqualTo(tenant.undisturbed());
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
          HeldTenant.awaitEnds(tenants);
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
      var tenants = new ArrayList<HeldTenant>();
      waiting()
          .forEach(
              (state, tenant) ->
                  tenants.add(new HeldInstall(state, client, operator.reality(), tenant, data)));
      installed(states(engine))
          .forEach(
              (state, tenant) ->
                  tenants.add(new HeldUpgrade(state, client, operator.reality(), tenant, data)));
      for (var tenant : tenants) {
        tenant.begin();
      }
      for (var tenant : tenants) {
        tenant.awaitHeld();
      }

      harm.strike(tenants, way);

      for (var tenant : tenants) {
        tenant.isWhole();
      }
    }
  }

  /** PostgreSQL copies by itself, without a pod. */
  private static List<UpgradeState> states(Engine engine) {
    return Arrays.stream(UpgradeState.values())
        .filter(state -> state != UpgradeState.COPY || engine == Engine.MariaDB)
        .toList();
  }

  private Map<InstallState, VirtualMoodle> waiting() {
    var tenants = new LinkedHashMap<InstallState, VirtualMoodle>();
    for (var state : InstallState.values()) {
      var admin =
          "{\"spec\": {\"site\": {\"admin\": {\"passwordSecretRef\": {\"name\": \"%s\"}}}}}"
              .formatted(HeldInstall.secret(state.tenant()));
      tenants.put(state, create(state.tenant(), admin));
    }
    for (var tenant : tenants.values()) {
      awaitReason(tenant, ConditionType.Installed, "SecretNotFound");
    }
    return tenants;
  }

  private Map<UpgradeState, VirtualMoodle> installed(List<UpgradeState> states) {
    var tenants = new LinkedHashMap<UpgradeState, VirtualMoodle>();
    for (var state : states) {
      tenants.put(state, create(state.tenant(), "{}"));
    }
    for (var tenant : tenants.values()) {
      awaitReason(tenant, ConditionType.Ready, "Ready");
    }
    return tenants;
  }

  private VirtualMoodle create(String name, String further) {
    var manifest = Manifests.tenant(namespace, name, name + ".example.edu");
    var pinned = Manifests.with(manifest, "{\"spec\": {\"release\": \"4.4\"}}");
    return client.resource(Manifests.with(pinned, further)).create();
  }

  private void awaitReason(VirtualMoodle tenant, ConditionType type, String reason) {
    await(tenant.getMetadata().getName() + ": " + reason)
        .atMost(PATIENCE)
        .until(
            () ->
                Optional.ofNullable(client.resource(tenant).get().getStatus())
                    .flatMap(status -> RunningOperator.condition(status, type))
                    .filter(it -> it.getReason().equals(reason))
                    .isPresent());
  }
}
