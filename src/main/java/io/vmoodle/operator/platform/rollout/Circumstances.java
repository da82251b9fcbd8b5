package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.RolloutSpec;
import io.vmoodle.operator.ledger.RolloutMilestone;
import io.vmoodle.operator.platform.server.ServerHealth;
import java.time.Instant;
import java.util.Map;

/**
 * What holds for all tenants of a platform while it is decided which of them come to another
 * release.
 *
 * @param spec of the platform
 * @param steps what stands between its releases
 * @param servers how its database servers were found, by name
 * @param window whether upgrades may begin by the rollout's windows
 * @param pluginCron whether the plugin's own cron was at work lately
 * @param milestone how far rollouts have come, durably
 * @param now the moment
 */
record Circumstances(
    PlatformSpec spec,
    ReleaseSteps steps,
    Map<String, ServerHealth> servers,
    Opening window,
    boolean pluginCron,
    RolloutMilestone milestone,
    Instant now) {
  /** Copies the map. */
  Circumstances {
    servers = Map.copyOf(servers);
  }

  RolloutSpec rollout() {
    return spec.rollout();
  }

  String target() {
    return spec.defaultRelease();
  }
}
