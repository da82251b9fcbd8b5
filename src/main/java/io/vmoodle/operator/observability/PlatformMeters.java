package io.vmoodle.operator.observability;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.fleet.Fleet;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.platform.state.PlatformState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How platforms and their tenants are, from what the leader has in memory:
 *
 * <ul>
 *   <li>{@code vmoodle_platform_open{namespace,platform}}: 1 if its registry can be worked with
 *   <li>{@code vmoodle_tenants{namespace,platform,state}}: tenants in the ledger, state active,
 *       deleting or released; not told while the platform is closed
 *   <li>{@code vmoodle_rollout_tenants{namespace,platform,standing}}: tenants without a pin on
 *       their way to the default release, standing done, failed, blocked, ahead, running or queued
 * </ul>
 */
final class PlatformMeters {
  private final MultiGauge open;
  private final MultiGauge tenants;
  private final MultiGauge rollout;

  PlatformMeters(MeterRegistry registry) {
    open =
        MultiGauge.builder("vmoodle.platform.open")
            .description("1 if the registry of the platform can be worked with")
            .register(registry);
    tenants =
        MultiGauge.builder("vmoodle.tenants")
            .description("Tenants in the ledger of the platform")
            .register(registry);
    rollout =
        MultiGauge.builder("vmoodle.rollout.tenants")
            .description("Tenants without a pin on their way to the default release")
            .register(registry);
  }

  /** Reads them anew. */
  void refresh(PlatformDirectory platforms) {
    var openRows = new ArrayList<Row<?>>();
    var tenantRows = new ArrayList<Row<?>>();
    var rolloutRows = new ArrayList<Row<?>>();
    platforms
        .states()
        .forEach(
            (platform, state) -> {
              var tags = tags(platform);
              openRows.add(Row.of(tags, state instanceof PlatformState.Open ? 1 : 0));
              if (state instanceof PlatformState.Open(var it)) {
                add(tenantRows, tags, it.fleet());
                it.rollouts().status().ifPresent(status -> add(rolloutRows, tags, status));
              }
            });
    open.register(openRows, true);
    tenants.register(tenantRows, true);
    rollout.register(rolloutRows, true);
  }

  private static void add(List<Row<?>> rows, Tags tags, Fleet fleet) {
    var counts = fleet.tenants().collect(groupingBy(LedgerTenant::state, counting()));
    for (var state : TenantState.values()) {
      rows.add(
          Row.of(
              tags.and("state", state.name().toLowerCase(Locale.ROOT)),
              counts.getOrDefault(state, 0L)));
    }
  }

  private static void add(List<Row<?>> rows, Tags tags, RolloutStatus status) {
    Map.of(
            "done", status.done(),
            "failed", status.failed(),
            "blocked", status.blocked(),
            "ahead", status.ahead(),
            "running", status.running(),
            "queued", status.queued())
        .forEach((standing, count) -> rows.add(Row.of(tags.and("standing", standing), count)));
  }

  private static Tags tags(ResourceID platform) {
    return Tags.of("namespace", platform.getNamespace().orElse(""), "platform", platform.getName());
  }
}
