package io.vmoodle.operator.tenant;

import io.fabric8.kubernetes.api.model.Secret;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.registry.RegistryRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a tenant is, from what was read for the whole platform and from watches: at rest it
 * asks nobody anything, Secrets of the tenant's own aside.
 */
final class Observer {
  private final Children<Secret> databaseSecrets;
  private final TenantSecrets tenantSecrets;
  private final RouteKinds routes;

  Observer(Children<Secret> databaseSecrets, TenantSecrets tenantSecrets, RouteKinds routes) {
    this.databaseSecrets = databaseSecrets;
    this.tenantSecrets = tenantSecrets;
    this.routes = routes;
  }

  World observe(Wish wish, OpenPlatform platform, Progress progress) {
    var ledger = platform.fleet().tenant(wish.tenant()).orElse(null);
    if (ledger == null) {
      return World.EMPTY.withRow(strangersRow(platform, wish.url())).with(progress);
    }
    var named = tenantSecrets.credentials(wish);
    var secret =
        databaseSecrets.find(platform.facts().namespace(), DatabaseSecret.name(ledger.id()));
    return new World(
        ledger,
        row(platform, ledger),
        database(platform, ledger),
        login(platform, ledger),
        secret.isPresent(),
        named.isPresent()
            ? named.get().credentials()
            : secret.flatMap(stored -> ownCredentials(stored, ledger)).orElse(null),
        named.map(TenantSecrets.Read::problem).orElse(null),
        ledger.installedAt() == null ? tenantSecrets.adminPasswordProblem(wish) : null,
        routes.of(platform, ledger).state(platform, ledger),
        progress);
  }

  /** The row that has a URL; none if a tenant has the URL: that is for the ledger to say. */
  private static @Nullable RegistryRow strangersRow(OpenPlatform platform, String url) {
    var row = platform.fleet().rowsOf(url).stream().findFirst().orElse(null);
    return row == null || platform.fleet().hasTenantAt(url) ? null : row;
  }

  /**
   * Its row by id, or else one that was given another id (the plugin's scripts refill the table).
   */
  private static @Nullable RegistryRow row(OpenPlatform platform, LedgerTenant ledger) {
    var id = ledger.registryId();
    var known = id == null ? Optional.<RegistryRow>empty() : platform.fleet().row(id);
    return known.or(() -> platform.fleet().rowsOf(ledger.url()).stream().findFirst()).orElse(null);
  }

  private static Presence database(OpenPlatform platform, LedgerTenant ledger) {
    if (platform.server(ledger.server()).isEmpty()) {
      return Presence.UNKNOWN;
    }
    var contents = platform.fleet().on(ledger.server());
    if (ledger.origin() == Origin.EXISTING) {
      return contents.hasDatabase(ledger.database()) ? Presence.PRESENT : Presence.ABSENT;
    }
    return contents
        .database(ledger.database())
        .filter(FoundDatabase::usable)
        .map(found -> Presence.PRESENT)
        .orElse(Presence.ABSENT);
  }

  private static Presence login(OpenPlatform platform, LedgerTenant ledger) {
    if (ledger.origin() == Origin.EXISTING) {
      return Presence.PRESENT;
    }
    if (platform.server(ledger.server()).isEmpty()) {
      return Presence.UNKNOWN;
    }
    return platform
        .fleet()
        .on(ledger.server())
        .login(ledger.login())
        .map(found -> found.locked() ? Presence.LOCKED : Presence.PRESENT)
        .orElse(Presence.ABSENT);
  }

  private static Optional<Credentials> ownCredentials(Secret secret, LedgerTenant ledger) {
    return DatabaseSecret.read(secret)
        .map(
            stored ->
                ledger.origin() == Origin.CREATED
                    ? new Credentials(ledger.login(), stored.password())
                    : stored);
  }
}
