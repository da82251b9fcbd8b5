package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a platform found that its rollout depends on.
 *
 * @param spec of the platform
 * @param releases what is known of its releases, by name
 * @param services those of its namespace that are there
 * @param servers how its database servers were found, by name
 * @param lastCron when the plugin's own cron last worked on a tenant, null if it never did
 */
public record Situation(
    PlatformSpec spec,
    Map<String, ReleaseSeen> releases,
    Set<ServiceRef> services,
    Map<String, ServerHealth> servers,
    @Nullable Instant lastCron) {
  /** One turn of the plugin's cron takes up to 48 minutes: 16 tenants, 3 minutes each. */
  private static final Duration LATELY = Duration.ofHours(1);

  /** Copies what it is given. */
  public Situation {
    releases = Map.copyOf(releases);
    services = Set.copyOf(services);
    servers = Map.copyOf(servers);
  }

  /** Whether the plugin's own cron was at work; a time far ahead says nothing. */
  boolean pluginCron(Instant now) {
    return lastCron != null
        && lastCron.isAfter(now.minus(LATELY))
        && lastCron.isBefore(now.plus(LATELY));
  }
}
