package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Removal;
import io.vmoodle.operator.kube.StatusPatch;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.platform.files.PlatformFiles;
import io.vmoodle.operator.platform.inspection.Inspection;
import io.vmoodle.operator.platform.inspection.Inspector;
import io.vmoodle.operator.platform.release.ReleaseProbes;
import io.vmoodle.operator.platform.rollout.RolloutDesks;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.platform.state.PlatformState.Open;
import io.vmoodle.operator.platform.status.PlatformStatuses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a platform open for its tenants: looks at it on a timer, publishes what was found, and has
 * those tenants looked at of which something changed.
 */
@ControllerConfiguration(name = "moodleplatform", finalizerName = "vmoodle.io/platform")
public final class MoodlePlatformReconciler
    implements Reconciler<MoodlePlatform>, Cleaner<MoodlePlatform> {
  private final PlatformServices services;
  private final Inspector inspector;
  private final PlatformFiles files;
  private final PlatformChildren children;
  private final PlatformRemoval removal;
  private final Orphans orphans;
  private final Publication publication;
  private final LoginCheck logins;
  private final PlatformTrigger trigger = new PlatformTrigger();
  private final ReleaseProbes releases;
  private final RolloutDesks rollouts;
  private final RolloutNews news;
  private final ClusterIdentity cluster;
  private final UnreadableSpec unreadable;
  private final Clock clock;
  private final Duration resync;
  private final LookPace pace;

  /**
   * A reconciler.
   *
   * @param resync within how long a change by hand is mended
   */
  public MoodlePlatformReconciler(PlatformServices services, Clock clock, Duration resync) {
    this.services = services;
    var registries = services.registries();
    this.releases = services.releases(trigger::trigger);
    this.rollouts = services.rollouts(trigger::trigger);
    this.news = new RolloutNews(services.events());
    this.inspector = services.inspector(registries, releases, rollouts);
    this.files = new PlatformFiles(services.apply(), new Removal(services.client()));
    this.children = new PlatformChildren(services.apply(), services.subPaths());
    this.removal = new PlatformRemoval(services.client(), registries, services.tenants());
    this.orphans = new Orphans(services.client(), services.tenants(), clock);
    this.logins = new LoginCheck(services.tenants(), resync);
    this.publication = new Publication(services.directory(), services.tenants());
    this.cluster = new ClusterIdentity(services.client());
    this.unreadable = new UnreadableSpec(services.client(), PlatformSpec.class);
    this.clock = clock;
    this.resync = resync;
    this.pace = new LookPace(resync);
  }

  @Override
  public List<EventSource<?, MoodlePlatform>> prepareEventSources(
      EventSourceContext<MoodlePlatform> context) {
    return List.of(trigger);
  }

  @Override
  public UpdateControl<MoodlePlatform> reconcile(
      MoodlePlatform platform, Context<MoodlePlatform> context) {
    if (UnreadableSpec.is(platform)) {
      close(platform, unreadable.explain(platform), context);
      return UpdateControl.noUpdate();
    }
    var begin = System.nanoTime();
    var inspection = inspect(platform);
    var problem = Optional.<Finding>empty();
    try {
      if (!platform.getSpec().paused()) {
        problem = files.store(platform);
      }
      if (inspection.state() instanceof Open(OpenPlatform open) && !platform.getSpec().paused()) {
        var ofRoutes = children.store(platform, open);
        problem = problem.or(() -> ofRoutes);
        orphans.letGo(open);
      }
    } finally {
      // In any case: what the platform cannot store must not keep news from its tenants.
      publication.publish(ResourceID.fromResource(platform), inspection);
    }
    report(platform, inspection, problem.orElse(null), context);
    if (inspection.state() instanceof Open(OpenPlatform open) && !platform.getSpec().paused()) {
      logins.look(ResourceID.fromResource(platform), open);
      releases.look(platform);
    }
    var look = Duration.ofNanos(System.nanoTime() - begin);
    return UpdateControl.<MoodlePlatform>noUpdate().rescheduleAfter(pace.pauseAfter(look));
  }

  private Inspection inspect(MoodlePlatform platform) {
    var inspection = inspector.inspect(platform, cluster.id());
    if (inspection.hasOutage()) {
      services.failures().confirmLeadership();
    }
    return inspection;
  }

  @Override
  public DeleteControl cleanup(MoodlePlatform platform, Context<MoodlePlatform> context) {
    try {
      return removeOrWait(platform, context);
    } catch (RuntimeException e) {
      // The framework asks for the status of failed reconciles only, not of failed cleanups.
      failed(platform, e, context);
      throw e;
    }
  }

  @Override
  public ErrorStatusUpdateControl<MoodlePlatform> updateErrorStatus(
      MoodlePlatform platform, Context<MoodlePlatform> context, Exception failure) {
    failed(platform, failure, context);
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  private void failed(MoodlePlatform platform, Exception failure, Context<MoodlePlatform> context) {
    services
        .failures()
        .of(platform, context.getRetryInfo(), failure)
        .map(why -> PlatformStatuses.failed(platform, why, clock))
        .ifPresent(status -> StatusPatch.tryWrite(platform, new MoodlePlatform(), status, context));
  }

  private DeleteControl removeOrWait(MoodlePlatform platform, Context<MoodlePlatform> context) {
    if (UnreadableSpec.is(platform)) {
      return removeOrWait(platform, unreadable.explain(platform), context);
    }
    var inspection = inspect(platform);
    if (inspection.state() instanceof Open(OpenPlatform open)) {
      orphans.letGo(open);
    }
    var held = removal.release(platform, inspection.state());
    if (held.isEmpty()) {
      takeAway(platform);
      return DeleteControl.defaultDelete();
    }
    // Its tenants still need it, not least to be deleted themselves.
    publication.publish(ResourceID.fromResource(platform), inspection);
    report(platform, inspection, held.get(), context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(resync.toMillis());
  }

  /** What is at work beside this comes to its end first: it would make again what is removed. */
  private void takeAway(MoodlePlatform platform) {
    var key = ResourceID.fromResource(platform);
    releases.end(key);
    rollouts.forget(key);
    logins.forget(key);
    removal.removeChildren(platform);
    services.directory().remove(key);
  }

  /** What it was opened for can be closed without its spec. */
  private DeleteControl removeOrWait(
      MoodlePlatform platform, Finding unreadable, Context<MoodlePlatform> context) {
    var held = removal.release(platform, new PlatformState.Closed(unreadable));
    if (held.isEmpty()) {
      takeAway(platform);
      return DeleteControl.defaultDelete();
    }
    close(platform, unreadable, context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(resync.toMillis());
  }

  /** Its tenants wait, and serve; what was found before stays in the status. */
  private void close(MoodlePlatform platform, Finding why, Context<MoodlePlatform> context) {
    publication.publish(ResourceID.fromResource(platform), Inspection.closed(List.of(), why));
    StatusPatch.write(
        platform, new MoodlePlatform(), PlatformStatuses.failed(platform, why, clock), context);
  }

  private void report(
      MoodlePlatform platform,
      Inspection inspection,
      @Nullable Finding problem,
      Context<MoodlePlatform> context) {
    if (inspection.rollout() != null) {
      news.tell(platform, inspection.rollout());
    }
    StatusPatch.write(
        platform,
        new MoodlePlatform(),
        PlatformStatuses.of(platform, inspection, problem, clock),
        context);
  }
}
