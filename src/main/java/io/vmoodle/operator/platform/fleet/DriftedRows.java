package io.vmoodle.operator.platform.fleet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a registry that are gone or not as the operator last wrote them, found by comparing
 * all rows with the ledger's notes of them. What resource or platform want plays no part.
 *
 * @param rows how many rows the operator wrote or took over, changed or not
 * @param changed those that changed, in the order of the tenants' ids
 */
public record DriftedRows(int rows, List<Drifted> changed) {
  /** What is noted of a row that is not there. */
  private static final String GONE = "gone";

  private static final int FEW = 10;

  /** More than one of so many is not few, however many there are. */
  private static final int FRACTION = 20;

  /**
   * A changed row.
   *
   * @param tenant whose it is
   * @param drift fingerprint of how it was found; covers the password, so it is not for showing
   * @param shown the same without the password
   */
  record Drifted(LedgerTenant tenant, String drift, String shown) {}

  static DriftedRows of(List<LedgerTenant> tenants, List<RegistryRow> rows) {
    var byId =
        rows.stream()
            .filter(row -> row.id() != null)
            .collect(toMap(row -> Objects.requireNonNull(row.id()), Function.identity()));
    var byUrl = rows.stream().collect(groupingBy(RegistryRow::vhostname));
    int written = 0;
    var changed = new ArrayList<Drifted>();
    for (var tenant : tenants) {
      if (tenant.state() == TenantState.ACTIVE && tenant.rowHash() != null) {
        written++;
        var row = byId.get(tenant.registryId());
        if (!isAsWritten(tenant, row)
            // Scripts of the plugin empty and refill the table, which hands out the ids anew.
            && byUrl.getOrDefault(tenant.url(), List.of()).stream()
                .noneMatch(other -> isAsWritten(tenant, other))) {
          changed.add(drifted(tenant, row));
        }
      }
    }
    return new DriftedRows(written, changed);
  }

  private static boolean isAsWritten(LedgerTenant tenant, @Nullable RegistryRow row) {
    return row != null && RowHash.of(tenant.id(), row).equals(tenant.rowHash());
  }

  private static Drifted drifted(LedgerTenant tenant, @Nullable RegistryRow row) {
    return row == null
        ? new Drifted(tenant, GONE, GONE)
        : new Drifted(
            tenant, RowHash.of(tenant.id(), row), RowHash.withoutPassword(tenant.id(), row));
  }

  /** Whether they are so many that whatever did it is not mended unasked. */
  boolean isMass() {
    return changed.size() > FEW && changed.size() * FRACTION > rows;
  }

  /** Those that nobody consented to, as they are now. */
  DriftedRows without(Map<String, String> consented) {
    return new DriftedRows(
        rows,
        changed.stream()
            .filter(row -> !row.drift().equals(consented.get(row.tenant().id())))
            .toList());
  }

  /** How each was found, by tenant id. */
  Map<String, String> drift() {
    return changed.stream().collect(toMap(row -> row.tenant().id(), Drifted::drift));
  }
}
