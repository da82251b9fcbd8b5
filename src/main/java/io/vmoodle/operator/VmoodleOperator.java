package io.vmoodle.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.vmoodle.operator.database.Instance;
import io.vmoodle.operator.database.Tenure;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.EventPublisher;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.platform.MoodlePlatformReconciler;
import io.vmoodle.operator.platform.PlatformServices;
import io.vmoodle.operator.platform.inspection.UnforeseenFailures;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.server.Leadership;
import io.vmoodle.operator.platform.server.ServerPools;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.tenant.TenantServices;
import io.vmoodle.operator.tenant.VirtualMoodleReconciler;
import io.vmoodle.operator.tenant.route.HttpLoginAsker;
import io.vmoodle.operator.tenant.route.LoginPages;
import io.vmoodle.operator.tenant.route.RouteChanges;
import io.vmoodle.operator.tenant.watch.TenantTrigger;
import io.vmoodle.operator.tenant.work.StepListener;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: its reconcilers, what they share, and their start and stop. */
public final class VmoodleOperator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VmoodleOperator.class);

  /** Name of the lease of leader election. */
  static final String LEASE = "vmoodle-operator";

  /** A reconcile that hangs is given up after this, so that resources are looked at again. */
  private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

  private static final Duration TERMINATION = Duration.ofSeconds(20);

  private final Operator operator;
  private final ServerPools pools;
  private final PlatformDirectory platforms = new PlatformDirectory();
  private final HttpLoginAsker loginAsker = new HttpLoginAsker();
  private final Term term;
  private final @Nullable HeldLease lease;

  /**
   * An operator, not started yet.
   *
   * @param client acts with its rights; not closed
   * @param metrics hears of the framework's work
   * @param listener hears of every step that is done for a tenant
   * @param leadership is told when another process acts instead of this one
   */
  public VmoodleOperator(
      KubernetesClient client,
      OperatorConfig config,
      Metrics metrics,
      StepListener listener,
      Leadership leadership) {
    this(client, config, metrics, listener, leadership, Clock.systemUTC());
  }

  /**
   * One whose clock may be set.
   *
   * @param clock tells what is written and what an hour is; may jump
   */
  public VmoodleOperator(
      KubernetesClient client,
      OperatorConfig config,
      Metrics metrics,
      StepListener listener,
      Leadership leadership,
      Clock clock) {
    LOG.atInfo()
        .addKeyValue("routeChangesPerMinute", config.routeChangesPerMinute())
        .log("Changes of routes for many tenants at once are limited");
    var apply = new Apply(client);
    var events = new EventPublisher(client, clock, SteadyTime.source());
    var trigger = new TenantTrigger();
    var subPaths = new SubPathRouting(client, apply);
    term = new Term(leadership, config.leaseNamespace() == null);
    var instance = Instance.create();
    lease =
        config.leaseNamespace() == null
            ? null
            : new HeldLease(
                client, config.leaseNamespace(), LEASE, instance.publicName(), leadership);
    pools =
        new ServerPools(
            SteadyTime.source(), new Tenure(instance, lease == null ? () -> true : lease));
    var failures = new UnforeseenFailures(lease == null ? leadership : lease);
    operator =
        new Operator(
            overrider -> {
              overrider
                  .withKubernetesClient(client)
                  .withCloseClientOnStop(false)
                  .withResourceCloner(new SharingCloner(client.getKubernetesSerialization()))
                  .withConcurrentReconciliationThreads(config.threads())
                  .withReconciliationTerminationTimeout(TERMINATION)
                  // Server-side apply refuses a resource whose stored spec breaks today's rules,
                  // and it could not even be given its finalizer.
                  .withUseSSAToPatchPrimaryResource(false)
                  .withMetrics(metrics);
              if (config.leaseNamespace() != null) {
                overrider.withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                        .withLeaseNamespace(config.leaseNamespace())
                        .withIdentity(instance.publicName())
                        .withLeaderCallbacks(term.callbacks())
                        // It would do so at an orderly stop, too, and wait for itself.
                        .withExitOnStopLeading(false)
                        .build());
              }
            });
    var platformReconciler =
        new MoodlePlatformReconciler(
            new PlatformServices(
                client, pools, apply, events, subPaths, platforms, trigger, failures, clock),
            clock,
            config.resync());
    var tenantReconciler =
        new VirtualMoodleReconciler(
            new TenantServices(
                client,
                apply,
                events,
                subPaths,
                platforms,
                trigger,
                listener,
                new RouteChanges(config.routeChangesPerMinute(), SteadyTime.source()),
                new LoginPages(loginAsker, trigger::trigger),
                failures,
                clock,
                config.resync()));
    operator.register(tenantReconciler, overrider -> configure(overrider, config));
    operator.register(platformReconciler, overrider -> configure(overrider, config));
  }

  private static <R extends HasMetadata> void configure(
      ControllerConfigurationOverrider<R> overrider, OperatorConfig config) {
    overrider.withRetry(new PatientRetry()).withReconciliationMaxInterval(MAX_INTERVAL);
    if (!config.namespaces().isEmpty()) {
      overrider.settingNamespaces(config.namespaces());
    }
  }

  /** Starts it and returns when its watches are there, or when it waits to become the leader. */
  public void start() {
    operator.start();
  }

  /** The platforms as this process last saw them; empty as long as it is not the leader. */
  public PlatformDirectory platforms() {
    return platforms;
  }

  /** Whether it is the one that acts. */
  public boolean isLeader() {
    return term.isRunning();
  }

  /** What it says of its watches. */
  public RuntimeInfo runtimeInfo() {
    return operator.getRuntimeInfo();
  }

  /** Stops it after the steps that are being done, and gives up all connections to databases. */
  @Override
  public void close() {
    term.end();
    operator.stop();
    loginAsker.close();
    pools.close();
    if (lease != null) {
      lease.release();
    }
  }
}
