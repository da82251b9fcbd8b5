package io.vmoodle.operator.tenant.work;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowOwner;
import io.vmoodle.operator.tenant.facts.DatabaseCredentials;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.facts.Logins;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.route.LoginPages;
import io.vmoodle.operator.tenant.route.RouteKinds;
import io.vmoodle.operator.tenant.step.TenantSecrets;
import io.vmoodle.operator.tenant.watch.Children;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a tenant is, from what was read for the whole platform and from watches: at rest it
 * asks nobody anything, Secrets of the tenant's own aside.
 */
public final class Observer {
  private final Children<Secret> databaseSecrets;
  private final TenantSecrets tenantSecrets;
  private final InstallObserver installations;
  private final UpgradeObserver upgrades;
  private final RouteKinds routes;
  private final LoginPages loginPages;
  private final InstantSource clock;

  public Observer(
      Children<Secret> databaseSecrets,
      TenantSecrets tenantSecrets,
      InstallObserver installations,
      UpgradeObserver upgrades,
      RouteKinds routes,
      LoginPages loginPages,
      InstantSource clock) {
    this.databaseSecrets = databaseSecrets;
    this.tenantSecrets = tenantSecrets;
    this.installations = installations;
    this.upgrades = upgrades;
    this.routes = routes;
    this.loginPages = loginPages;
    this.clock = clock;
  }

  World observe(Wish wish, OpenPlatform platform, Progress progress) {
    var ledger = platform.fleet().tenant(wish.tenant()).orElse(null);
    if (ledger == null) {
      // A row that the ledger knows is another tenant's: the claim finds that out, and whose.
      var stranger =
          platform.fleet().rowsOf(wish.url()).stream()
              .filter(row -> !platform.fleet().isTenants(row))
              .findFirst()
              .orElse(null);
      return World.EMPTY.withRow(stranger).with(progress);
    }
    var named = tenantSecrets.credentials(wish);
    var secret =
        databaseSecrets.find(platform.facts().namespace(), DatabaseSecret.name(ledger.id()));
    var row = row(platform, ledger);
    return new World(
        ledger,
        row,
        platform.fleet().note(ledger),
        database(platform, ledger),
        logins(platform, ledger),
        secret.isPresent(),
        named.isPresent()
            ? DatabaseCredentials.of(named.get().credentials())
            : secret
                .flatMap(DatabaseSecret::read)
                .map(stored -> access(stored, ledger, row))
                .orElse(DatabaseCredentials.NONE),
        named.map(TenantSecrets.Read::problem).orElse(null),
        ledger.installedAt() == null ? tenantSecrets.adminPasswordProblem(wish) : null,
        installations.observe(platform, ledger),
        upgrades.observe(platform, ledger),
        loginPages.seen(wish, ledger, routes.of(platform, ledger).state(platform, ledger)),
        progress,
        installations.upkeep(platform, ledger));
  }

  /**
   * Its row by id; or else, because the plugin's scripts refill the table and hand out the ids
   * anew, the one that is recognisably its own; or else whichever has its URL.
   */
  private static @Nullable RegistryRow row(OpenPlatform platform, LedgerTenant ledger) {
    var fleet = platform.fleet();
    var id = ledger.registryId();
    var known = id == null ? Optional.<RegistryRow>empty() : fleet.row(id);
    var owner = owner(platform, ledger);
    return known
        .filter(owner::owns)
        .or(() -> owned(fleet.rowsOf(ledger.url()), owner))
        .orElse(null);
  }

  private static Optional<RegistryRow> owned(List<RegistryRow> sameUrl, RowOwner owner) {
    return sameUrl.stream().filter(owner::owns).findFirst().or(() -> sameUrl.stream().findFirst());
  }

  private static RowOwner owner(OpenPlatform platform, LedgerTenant ledger) {
    var host = platform.facts().server(ledger.server()).map(DatabaseServerSpec::host);
    return new RowOwner(ledger.id(), ledger.url(), host.orElse(""), ledger.database());
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
        .filter(found -> found.usable() && ledger.id().equals(found.tenantId()))
        .map(found -> Presence.PRESENT)
        .orElse(Presence.ABSENT);
  }

  private static DatabaseCredentials access(
      DatabaseSecret.Stored stored, LedgerTenant ledger, @Nullable RegistryRow row) {
    return ledger.origin() == Origin.EXISTING
        ? DatabaseCredentials.of(stored.current())
        : DatabaseCredentials.of(stored, ledger, row);
  }

  private Logins logins(OpenPlatform platform, LedgerTenant ledger) {
    var refused = platform.fleet().isRefused(new ResourceID(ledger.name(), ledger.namespace()));
    if (ledger.origin() == Origin.EXISTING) {
      return refused ? Logins.OF_OTHERS_REFUSED : Logins.OF_OTHERS;
    }
    if (platform.server(ledger.server()).isEmpty()) {
      return Logins.UNKNOWN;
    }
    var contents = platform.fleet().on(ledger.server());
    var current = contents.login(ledger.login());
    var other = contents.login(new TenantNames(ledger.id()).otherLogin(ledger.login()));
    return new Logins(
        current
            .map(
                found ->
                    found.locked()
                        ? Presence.LOCKED
                        : refused ? Presence.REFUSED : Presence.PRESENT)
            .orElse(Presence.ABSENT),
        current.map(FoundLogin::maxConnections).orElse(0),
        OtherLogin.of(ledger, other.orElse(null), clock.instant()));
  }
}
