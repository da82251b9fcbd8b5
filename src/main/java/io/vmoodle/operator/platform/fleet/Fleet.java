package io.vmoodle.operator.platform.fleet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.Inventory;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
  private final Index<String, ResourceID, LedgerTenant> byId = new Index<>(LedgerTenant::id);
  private final Index<String, ResourceID, LedgerTenant> byServer =
      new Index<>(LedgerTenant::server);
  private final Index<Long, ResourceID, LedgerTenant> byRow =
      new Index<>(tenant -> tenant.state() == TenantState.RELEASED ? null : tenant.registryId());
  private final Snapshot<ResourceID, LedgerTenant> tenants =
      new Snapshot<>(List.of(byId, byServer, byRow));
  private final Index<String, Long, RegistryRow> byUrl =
      new Index<>(row -> inWhateverCase(row.vhostname()));
  private final Snapshot<Long, RegistryRow> rows = new Snapshot<>(List.of(byUrl));
  private final Map<String, ServerContents> servers = new ConcurrentHashMap<>();
  private final Set<ResourceID> refused = ConcurrentHashMap.newKeySet();

  private volatile Runnable whenUpgradeEnds = () -> {};

  private volatile Map<String, RowNote> notes = Map.of();

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
    return byUrl.of(inWhateverCase(url)).stream()
        .sorted()
        .flatMap(id -> rows.get(id).stream())
        .toList();
  }

  /** Whether the ledger knows the row as that of a tenant. */
  public boolean isTenants(RegistryRow row) {
    return row.id() != null && !byRow.of(row.id()).isEmpty();
  }

  /** What the rows of the whole registry say about this tenant's. */
  public RowNote note(LedgerTenant tenant) {
    return notes.getOrDefault(tenant.id(), RowNote.NONE);
  }

  /**
   * Takes in what is to be noted of a reading's rows: before the rows themselves, so that nobody
   * sees a row without its note.
   *
   * @return the ids of the tenants for which another thing is noted than before
   */
  public Set<String> note(Map<String, RowNote> current) {
    var before = notes;
    notes = Map.copyOf(current);
    return Stream.concat(before.keySet().stream(), current.keySet().stream())
        .filter(id -> !Objects.equals(before.get(id), current.get(id)))
        .collect(Collectors.toSet());
  }

  /** All tenants of the ledger, retained ones too. */
  public Stream<LedgerTenant> tenants() {
    return tenants.values();
  }

  /** Whether the tenant's Moodle was seen to be refused with what its row says. */
  public boolean isRefused(ResourceID tenant) {
    return refused.contains(tenant);
  }

  /** It was tried whether the tenant's Moodle can log in; or that was mended. */
  public void setRefused(ResourceID tenant, boolean isRefused) {
    if (isRefused) {
      refused.add(tenant);
    } else {
      refused.remove(tenant);
    }
  }

  /** How many tenants a server has, retained ones too. */
  public int tenantsOn(String server) {
    return byServer.of(server).size();
  }

  /** What is on a server; nothing as long as it was never seen. */
  public ServerContents on(String server) {
    return servers.computeIfAbsent(server, name -> new ServerContents());
  }

  /** Whether an object on any server has a name that a tenant of that id would have. */
  public boolean taken(String tenantId) {
    return !byId.of(tenantId).isEmpty()
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
    var before = tenants.get(key(tenant));
    tenants.put(key(tenant), tenant);
    if (before.filter(Fleet::isUpgraded).isPresent() && !isUpgraded(tenant)) {
      whenUpgradeEnds.run();
    }
  }

  /** From now on the end of any upgrade is told, however it ends: another may begin. */
  public void whenUpgradeEnds(Runnable listener) {
    whenUpgradeEnds = listener;
  }

  private static boolean isUpgraded(LedgerTenant tenant) {
    var operation = tenant.operation();
    return operation != null
        && operation.isRunningUpgrade()
        && tenant.state() != TenantState.RELEASED;
  }

  /** The ledger was seen to have forgotten the tenant. */
  public void forgot(LedgerTenant tenant) {
    tenants.remove(key(tenant));
    refused.remove(key(tenant));
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
            .filter(tenant -> namesOnServer(tenant).anyMatch(changed::contains))
            .map(Fleet::key)
            .collect(Collectors.toSet());
  }

  /** Its database, and both logins that the operator makes. */
  private static Stream<String> namesOnServer(LedgerTenant tenant) {
    var made = TenantNames.PREFIX + tenant.id();
    return Stream.of(tenant.database(), tenant.login(), made + "_a", made + "_b");
  }

  /** Equal for names that differ in case only. */
  private static String inWhateverCase(String url) {
    return url.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  static ResourceID key(LedgerTenant tenant) {
    return new ResourceID(tenant.name(), tenant.namespace());
  }

  private static <K, V> Map<K, V> byKey(List<V> all, Function<V, K> key) {
    return all.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
