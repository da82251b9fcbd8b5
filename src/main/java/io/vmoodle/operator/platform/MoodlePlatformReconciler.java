package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.StaleLeader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps a platform open for its tenants: looks at it on a timer, publishes what was found, and has
 * those tenants looked at of which something changed.
 */
@ControllerConfiguration(name = "moodleplatform", finalizerName = "vmoodle.io/platform")
public final class MoodlePlatformReconciler
    implements Reconciler<MoodlePlatform>, Cleaner<MoodlePlatform> {
  private final PlatformServices services;
  private final Clock clock;
  private final Duration resync;

  /**
   * A reconciler.
   *
   * @param resync how long after one look the next one follows
   */
  public MoodlePlatformReconciler(PlatformServices services, Clock clock, Duration resync) {
    this.services = services;
    this.clock = clock;
    this.resync = resync;
  }

  @Override
  public UpdateControl<MoodlePlatform> reconcile(
      MoodlePlatform platform, Context<MoodlePlatform> context) {
    var inspection = services.inspector().inspect(platform, services.cluster().id());
    var routeProblem = storeRoutes(platform, inspection.state());
    publish(ResourceID.fromResource(platform), inspection);
    var status = status(platform, inspection, routeProblem);
    return status.equals(current(platform))
        ? UpdateControl.<MoodlePlatform>noUpdate().rescheduleAfter(resync)
        : UpdateControl.patchStatus(with(platform, status)).rescheduleAfter(resync);
  }
}
