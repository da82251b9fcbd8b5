package io.vmoodle.operator.tenant.step;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.ExistingMoodle;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.NewTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.ReleaseService;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.ServerChoice;
import io.vmoodle.operator.tenant.plan.TenantIds;

/** Chooses the names, the server and the release of a tenant that is to be claimed. */
public final class NewTenants {
  /** Stands for "not a generation of ours". */
  private static final int EXISTING_GENERATION = 0;

  private final TenantIds ids;

  public NewTenants(TenantIds ids) {
    this.ids = ids;
  }

  NewTenant of(Wish wish, World world, OpenPlatform platform) {
    var names = new TenantNames(ids.next(platform.fleet()::taken));
    var existing = wish.spec().source().existing();
    return existing == null
        ? created(wish, platform, names)
        : adopted(wish, world, platform, existing, names);
  }

  private static NewTenant created(Wish wish, OpenPlatform platform, TenantNames names) {
    return tenant(
        wish,
        platform,
        names,
        server(wish, platform),
        names.database(1),
        1,
        names.loginA(),
        wish.platform().spec().storage().mountPath() + "/" + names.id());
  }

  private static NewTenant adopted(
      Wish wish, World world, OpenPlatform platform, ExistingMoodle existing, TenantNames names) {
    var row = world.row();
    return tenant(
        wish,
        platform,
        names,
        existing.server(),
        existing.database(),
        EXISTING_GENERATION,
        row == null ? "" : row.vdblogin(),
        existing.dataDir());
  }

  /** A new Moodle is no canary: it begins on code that has proven itself. */
  private static String releaseOf(Wish wish, OpenPlatform platform) {
    var pin = wish.spec().release();
    return pin == null ? platform.rollouts().releaseOfNewTenants() : pin;
  }

  private static NewTenant tenant(
      Wish wish,
      OpenPlatform platform,
      TenantNames names,
      String server,
      String database,
      int generation,
      String login,
      String dataDir) {
    var wanted = releaseOf(wish, platform);
    var release = wish.platform().release(wanted);
    if (release.isEmpty()) {
      throw Blocked.byPerson(
          ConditionType.Accepted,
          Reason.UnknownRelease,
          "The platform has no release %s, which is its defaultRelease. Correct it."
              .formatted(wanted));
    }
    return new NewTenant(
        names.id(),
        wish.namespace(),
        wish.name(),
        wish.uid(),
        generation == EXISTING_GENERATION ? Origin.EXISTING : Origin.CREATED,
        wish.url(),
        server,
        database,
        generation,
        login,
        dataDir,
        release.get().name(),
        ReleaseService.format(release.get().service()));
  }

  private static String server(Wish wish, OpenPlatform platform) {
    var placement = wish.spec().placement();
    var named = placement == null ? null : placement.databaseServer();
    return ServerChoice.choose(wish.platform(), named, platform.fleet()::tenantsOn)
        .orElseThrow(
            () ->
                Blocked.byPerson(
                    ConditionType.Accepted,
                    Reason.NoDatabaseServerAvailable,
                    named == null
                        ? "No database server of the platform takes another tenant. Add one, raise maxTenants, set accepting to true, or see the platform's status for one that does not answer."
                        : "Database server %s takes no tenant: it is full, does not accept, or does not answer. Remove placement, and the platform chooses; or see the platform's status."
                            .formatted(named)))
        .name();
  }
}
