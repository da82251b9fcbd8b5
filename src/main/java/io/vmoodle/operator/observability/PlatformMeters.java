package io.vmoodle.operator.observability;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.Fleet;
import io.vmoodle.operator.platform.PlatformDirectory;
import io.vmoodle.operator.platform.PlatformState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How platforms and their tenants are, from what the leader has in memory:
 *
 * <ul>
 *   <li>{@code vmoodle_platform_open{namespace,platform}}: 1 if its registry can be worked with
 *   <li>{@code vmoodle_tenants{namespace,platform,state}}: tenants in the ledger, state active,
 *       deleting or released; not told while the platform is closed
 * </ul>
 */
final class PlatformMeters {
  private final MultiGauge open;
  private final MultiGauge tenants;

  PlatformMeters(MeterRegistry registry) {
    open =
        MultiGauge.builder("vmoodle.platform.open")
            .description("1 if the registry of the platform can be worked with")
            .register(registry);
    tenants =
        MultiGauge.builder("vmoodle.tenants")
            .description("Tenants in the ledger of the platform")
            .register(registry);
  }

  /** Reads them anew. */
  void refresh(PlatformDirectory platforms) {
    var openRows = new ArrayList<Row<?>>();
    var tenantRows = new ArrayList<Row<?>>();
    platforms
        .states()
        .forEach(
            (platform, state) -> {
              var tags = tags(platform);
              openRows.add(Row.of(tags, state instanceof PlatformState.Open ? 1 : 0));
              if (state instanceof PlatformState.Open(var it)) {
                add(tenantRows, tags, it.fleet());
              }
            });
    open.register(openRows, true);
    tenants.register(tenantRows, true);
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

  private static Tags tags(ResourceID platform) {
    return Tags.of("namespace", platform.getNamespace().orElse(""), "platform", platform.getName());
  }
}
