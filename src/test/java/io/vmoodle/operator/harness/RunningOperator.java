package io.vmoodle.operator.harness;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.VmoodleOperator;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.tenant.work.StepListener;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The whole operator in this JVM, for one or more namespaces, with a platform in the first of them:
 * Secret of the admin, Services of the releases, registry on a real server.
 */
public final class RunningOperator implements AutoCloseable {
  /** How long a test waits for something to become true. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration RESYNC = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final Engine engine;
  private final String namespace;
  private final String registry;
  private final VmoodleOperator operator;
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final List<String> lostLeadership = new CopyOnWriteArrayList<>();

  private RunningOperator(
      KubernetesClient client,
      KubernetesClient rights,
      OperatorConfig config,
      Engine engine,
      String registry,
      String home,
      StepListener listener) {
    this(client, rights, config, engine, registry, home, listener, Clock.systemUTC());
  }

  private RunningOperator(
      KubernetesClient client,
      KubernetesClient rights,
      OperatorConfig config,
      Engine engine,
      String registry,
      String home,
      StepListener listener,
      Clock clock) {
    this.client = client;
    this.engine = engine;
    this.registry = registry;
    this.namespace = home;
    this.operator =
        new VmoodleOperator(
            rights,
            config,
            Metrics.NOOP,
            (tenant, step) -> {
              steps.add(step);
              listener.done(tenant, step);
            },
            why -> lostLeadership.add(why),
            clock);
  }

  /** Creates Secret, Services and registry of a platform, not the platform itself, and starts. */
  public static RunningOperator start(
      KubernetesClient client, Engine engine, String home, String... others) {
    return start(client, engine, StepListener.NONE, home, others);
  }

  /** {@link #start} with somebody who hears of every step, and may act right after it. */
  public static RunningOperator start(
      KubernetesClient client,
      Engine engine,
      StepListener listener,
      String home,
      String... others) {
    var namespaces = new HashSet<>(Set.of(others));
    namespaces.add(home);
    var registry = Groundwork.lay(client, engine, home);
    var config = new OperatorConfig(namespaces, RESYNC, 8, null);
    var running = new RunningOperator(client, client, config, engine, registry, home, listener);
    running.operator.start();
    return running;
  }

  /** {@link #start} with a clock that may jump. */
  public static RunningOperator startAt(
      Clock clock, KubernetesClient client, Engine engine, String home) {
    var config = new OperatorConfig(Set.of(home), RESYNC, 8, null);
    var running =
        new RunningOperator(
            client,
            client,
            config,
            engine,
            Groundwork.lay(client, engine, home),
            home,
            StepListener.NONE,
            clock);
    running.operator.start();
    return running;
  }

  /** The next operator of a namespace whose platform is there; the one before was closed. */
  public static RunningOperator again(KubernetesClient client, Engine engine, String home) {
    var registry =
        client
            .resources(MoodlePlatform.class)
            .inNamespace(home)
            .withName(Manifests.PLATFORM)
            .require()
            .getSpec()
            .registry()
            .database();
    var config = new OperatorConfig(Set.of(home), RESYNC, 8, null);
    var running =
        new RunningOperator(client, client, config, engine, registry, home, StepListener.NONE);
    running.operator.start();
    return running;
  }

  /**
   * {@link #withPlatform} for an operator that has less rights than the test.
   *
   * @param rights the operator's client
   */
  public static RunningOperator withRights(
      KubernetesClient rights,
      OperatorConfig config,
      KubernetesClient client,
      Engine engine,
      String home) {
    var registry = Groundwork.lay(client, engine, home);
    var running =
        new RunningOperator(client, rights, config, engine, registry, home, StepListener.NONE);
    running.operator.start();
    client.resource(running.platform()).create();
    return running;
  }

  /** {@link #start} with the usual platform. */
  public static RunningOperator withPlatform(
      KubernetesClient client, Engine engine, String home, String... others) {
    var running = start(client, engine, home, others);
    client.resource(running.platform()).create();
    return running;
  }

  /** Another one for the same namespace and platform, as if the process were replaced; to start. */
  public RunningOperator successor() {
    return new RunningOperator(
        client,
        client,
        new OperatorConfig(Set.of(namespace), RESYNC, 8, null),
        engine,
        registry,
        namespace,
        StepListener.NONE);
  }

  /** Starts a {@link #successor}. */
  public void start() {
    operator.start();
  }

  /** The usual platform's manifest. */
  public MoodlePlatform platform() {
    return Manifests.platform(namespace, engine, registry);
  }

  /** Name of the registry's database. */
  public String registry() {
    return registry;
  }

  /** What really is in its registry, its ledger and on their server. */
  public Reality reality() {
    return new Reality(engine, registry);
  }

  /** The steps that were done for tenants so far, in order; may be cleared. */
  public List<String> steps() {
    return steps;
  }

  /** Waits until a condition of the platform has a reason. */
  public PlatformStatus awaitPlatform(ConditionType type, String reason) {
    return await("%s of the platform: %s".formatted(type, reason))
        .atMost(PATIENCE)
        .until(
            () ->
                Optional.ofNullable(client.resource(platform()).get())
                    .map(MoodlePlatform::getStatus),
            status ->
                status.stream()
                    .flatMap(it -> it.conditions().stream())
                    .filter(condition -> condition.getType().equals(type.name()))
                    .anyMatch(condition -> condition.getReason().equals(reason)))
        .orElseThrow();
  }

  /** Waits until the platform's resource is gone. */
  public void awaitPlatformGone() {
    await("deletion of the platform")
        .atMost(PATIENCE)
        .until(() -> client.resource(platform()).get() == null);
  }

  /** Whether it is the one that acts. */
  public boolean isLeader() {
    return operator.isLeader();
  }

  /** How it noticed that another process acts; empty as long as it did not. */
  public List<String> lostLeadership() {
    return List.copyOf(lostLeadership);
  }

  /** Waits until a condition of a tenant meets the expectation, and returns the tenant's status. */
  public TenantStatus awaitTenant(
      VirtualMoodle tenant, ConditionType type, Predicate<Condition> expected) {
    return await("%s of %s".formatted(type, tenant.getMetadata().getName()))
        .atMost(PATIENCE)
        .until(
            () -> Optional.ofNullable(client.resource(tenant).get()).map(VirtualMoodle::getStatus),
            status -> status.flatMap(it -> condition(it, type)).filter(expected).isPresent())
        .orElseThrow();
  }

  /** Waits until a condition has a reason. */
  public TenantStatus awaitReason(VirtualMoodle tenant, ConditionType type, String reason) {
    return awaitTenant(tenant, type, condition -> condition.getReason().equals(reason));
  }

  /** Waits until a tenant is Ready. */
  public TenantStatus awaitReady(VirtualMoodle tenant) {
    return awaitTenant(
        tenant, ConditionType.Ready, condition -> condition.getStatus().equals("True"));
  }

  /**
   * Applies a tenant that is to be installed, pretends that it was, and waits until it is Ready.
   */
  public VirtualMoodle installed(VirtualMoodle manifest) throws SQLException {
    var tenant = client.resource(manifest).create();
    awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    reality().pretendInstalled(idOf(tenant));
    awaitReady(tenant);
    return client.resource(tenant).get();
  }

  /** The id that the operator gave a tenant, as its resource says now. */
  public String idOf(VirtualMoodle tenant) {
    return Objects.requireNonNull(client.resource(tenant).get().getStatus().tenantId());
  }

  /**
   * Waits until a tenant's resource is gone; where its data folder is to be removed, plays the pod
   * that does it.
   */
  public void awaitGone(VirtualMoodle tenant) {
    var kubelet = new PlayedKubelet(client, namespace);
    await("deletion of " + tenant.getMetadata().getName())
        .atMost(PATIENCE)
        .until(
            () -> {
              kubelet.emptyTrash();
              return client.resource(tenant).get() == null;
            });
  }

  /** The condition of that type in a status. */
  public static Optional<Condition> condition(TenantStatus status, ConditionType type) {
    return status.conditions().stream()
        .filter(condition -> condition.getType().equals(type.name()))
        .findFirst();
  }

  @Override
  public void close() {
    operator.close();
  }
}
