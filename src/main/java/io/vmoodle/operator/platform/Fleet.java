package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.Inventory;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All tenants of a platform as they were last seen: ledger, registry rows and what is on the
 * database servers. One reading serves thousands of tenants; nothing that is durable is decided on
 * it alone, since every write checks the ledger again in its transaction.
 */
public final class Fleet {
  private final Snapshot<ResourceID, LedgerTenant> tenants = new Snapshot<>();
  private final Snapshot<Long, RegistryRow> rows = new Snapshot<>();
  private final Map<String, ServerContents> servers = new ConcurrentHashMap<>();

  private volatile List<Instant> begunDeletions = List.of();

  /** When a reading began, of each part. */
  record Begun(long tenants, long rows) {}

  /** The ledger's record of a tenant. */
  public Optional<LedgerTenant> tenant(ResourceID tenant) {
    return tenants.get(tenant);
  }

  /** The registry row of that id. */
  public Optional<RegistryRow> row(long id) {
    return rows.get(id);
  }

  /** The rows that have that root URL in whatever case, in the order of their ids. */
  public List<RegistryRow> rowsOf(String url) {
    return rows.values()
        .filter(row -> row.vhostname().equalsIgnoreCase(url))
        .sorted(java.util.Comparator.comparing(RegistryRow::id))
        .toList();
  }

  /** Whether the ledger knows the row as that of a tenant. */
  public boolean isTenants(RegistryRow row) {
    return tenants
        .values()
        .filter(tenant -> tenant.state() != TenantState.RELEASED)
        .anyMatch(tenant -> Objects.equals(tenant.registryId(), row.id()));
  }

  /** All tenants of the ledger, retained ones too. */
  public Stream<LedgerTenant> tenants() {
    return tenants.values();
  }

  /** What is on a server; nothing as long as it was never seen. */
  public ServerContents on(String server) {
    return servers.computeIfAbsent(server, name -> new ServerContents());
  }

  /** Whether an object on any server has a name that a tenant of that id would have. */
  public boolean taken(String tenantId) {
    return tenants.values().anyMatch(tenant -> tenant.id().equals(tenantId))
        || servers.values().stream().anyMatch(contents -> contents.taken(tenantId));
  }

  /** When the deletions of the last hour began, as the ledger said when it had no room for more. */
  public List<Instant> begunDeletions() {
    return begunDeletions;
  }

  /** The ledger had no room for another deletion just now. */
  public void budgetSpent(List<Instant> begun) {
    begunDeletions = List.copyOf(begun);
  }

  /** The ledger's record was written or read just now. */
  public void saw(LedgerTenant tenant) {
    tenants.put(key(tenant), tenant);
  }

  /** The ledger was seen to have forgotten the tenant. */
  public void forgot(LedgerTenant tenant) {
    tenants.remove(key(tenant));
  }

  /** The row was written or read just now. */
  public void saw(RegistryRow row) {
    rows.put(Objects.requireNonNull(row.id()), row);
  }

  /** The row of that id was seen to be gone. */
  public void rowGone(long id) {
    rows.remove(id);
  }

  Begun begin() {
    return new Begun(tenants.begin(), rows.begin());
  }

  /**
   * Takes in a reading of ledger and registry.
   *
   * @return the tenants of which something is another than before
   */
  Set<ResourceID> replace(List<LedgerTenant> ledger, List<RegistryRow> registry, Begun begun) {
    var changedRows = rows.replace(byKey(registry, row -> row.id()), begun.rows());
    var changed = new HashSet<>(tenants.replace(byKey(ledger, Fleet::key), begun.tenants()));
    ledger.stream()
        .filter(tenant -> tenant.registryId() != null && changedRows.contains(tenant.registryId()))
        .map(Fleet::key)
        .forEach(changed::add);
    return changed;
  }

  /**
   * Takes in a reading of a database server.
   *
   * @param begun from {@link ServerContents#begin}
   * @return the tenants of which something is another than before
   */
  Set<ResourceID> replace(String server, Inventory inventory, ServerContents.Begun begun) {
    var changed = on(server).replace(inventory, begun);
    return changed.isEmpty()
        ? Set.of()
        : tenants
            .values()
            .filter(tenant -> tenant.server().equals(server))
            .filter(
                tenant -> changed.contains(tenant.database()) || changed.contains(tenant.login()))
            .map(Fleet::key)
            .collect(Collectors.toSet());
  }

  private static ResourceID key(LedgerTenant tenant) {
    return new ResourceID(tenant.name(), tenant.namespace());
  }

  private static <K, V> Map<K, V> byKey(List<V> all, Function<V, K> key) {
    return all.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
