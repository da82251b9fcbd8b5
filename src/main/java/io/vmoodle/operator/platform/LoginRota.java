package io.vmoodle.operator.platform;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whose login is tried next: a few at a time, in the order of their ids, each in its turn. */
final class LoginRota {
  /** A hundredth of all a look: with a look every 30 seconds, all within the hour. */
  private static final int PART = 100;

  private static final int MOST = 50;

  private LoginRota() {}

  /**
   * Those whose turn it is.
   *
   * @param refused ids of those that were found wrong: their turn is always, as far as there is
   *     room
   * @param last id of the one that was tried last; empty: none was
   */
  static List<LedgerTenant> next(Stream<LedgerTenant> all, Set<String> refused, String last) {
    var tenants =
        all.filter(tenant -> tenant.state() == TenantState.ACTIVE && tenant.registryId() != null)
            .sorted(Comparator.comparing(LedgerTenant::id))
            .toList();
    var next = new LinkedHashMap<String, LedgerTenant>();
    take(tenants.stream().filter(tenant -> refused.contains(tenant.id())), MOST / 2, next);
    var inTurn =
        Stream.concat(
            tenants.stream().filter(tenant -> tenant.id().compareTo(last) > 0),
            tenants.stream().filter(tenant -> tenant.id().compareTo(last) <= 0));
    var room = Math.min(MOST - next.size(), Math.ceilDiv(tenants.size(), PART));
    take(inTurn.filter(tenant -> !next.containsKey(tenant.id())), room, next);
    return List.copyOf(next.values());
  }

  private static void take(Stream<LedgerTenant> tenants, int most, Map<String, LedgerTenant> next) {
    tenants.limit(most).toList().forEach(tenant -> next.put(tenant.id(), tenant));
  }
}
