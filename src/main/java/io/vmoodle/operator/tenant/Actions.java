package io.vmoodle.operator.tenant;

import io.vmoodle.operator.registry.RegistryRow;

/** Does single steps. */
final class Actions {
  private final LedgerActions ledger;
  private final DatabaseActions database;
  private final RotationActions rotation;
  private final RegistryActions registry;
  private final RouteKinds routes;
  private final RouteChanges routeChanges;

  Actions(
      LedgerActions ledger,
      DatabaseActions database,
      RotationActions rotation,
      RegistryActions registry,
      RouteKinds routes,
      RouteChanges routeChanges) {
    this.ledger = ledger;
    this.database = database;
    this.rotation = rotation;
    this.registry = registry;
    this.routes = routes;
    this.routeChanges = routeChanges;
  }

  /**
   * Does a step.
   *
   * @return what this run did and read so far, this step included
   */
  Progress perform(Action action, TenantAtWork tenant) {
    var progress = tenant.world().progress();
    switch (action) {
      case Action.Claim() -> ledger.claim(tenant);
      case Action.Reclaim() -> ledger.reclaim(tenant);
      case Action.Rebind() -> ledger.rebind(tenant);
      case Action.CreateSecret() -> database.createSecret(tenant);
      case Action.CorrectSecret() -> database.correctSecret(tenant);
      case Action.PrepareLogin() -> {
        database.prepareLogin(tenant);
        return progress.withLoginPrepared();
      }
      case Action.PlanRotation() -> rotation.plan(tenant);
      case Action.PrepareNextLogin() -> {
        rotation.prepareNext(tenant);
        return progress.withNextLoginPrepared();
      }
      case Action.SwitchLogin(RegistryRow desired) -> registry.switchLogin(tenant, desired);
      case Action.RetireLogin() -> {
        return rotation.retire(tenant) ? progress : progress.withOtherLoginBusy();
      }
      case Action.LimitLogin() -> database.limitLogin(tenant);
      case Action.PrepareDatabase() -> {
        database.prepareDatabase(tenant);
        return progress.withDatabasePrepared();
      }
      case Action.ConfirmLoss() -> {
        return database.isGone(tenant) ? progress.withDatabaseGone() : progress;
      }
      case Action.ReadMoodle() -> {
        return progress.withMoodle(RegistryActions.read(tenant));
      }
      case Action.RecordInstalled() -> ledger.recordInstalled(tenant);
      case Action.WriteRow write -> registry.write(tenant, write);
      case Action.AskRouteChange() -> {
        return progress.withRouteChange(routeChanges.ask());
      }
      case Action.Serve() -> route(tenant).serve(tenant.platform(), tenant.ledger());
      case Action.RemoveOldRoute() -> route(tenant).removeOld(tenant.platform(), tenant.ledger());
      case Action.CloseRoute() -> route(tenant).close(tenant.platform(), tenant.ledger());
      case Action.MarkDeleting() -> ledger.markDeleting(tenant);
      case Action.LockLogin() -> {
        database.lockLogin(tenant);
        return progress.withLoginsClosed();
      }
      case Action.Release() -> ledger.release(tenant);
      case Action.RemoveRoute() -> route(tenant).remove(tenant.platform(), tenant.ledger());
      case Action.RemoveSecret() -> database.removeSecret(tenant);
      case Action.DropDatabase() -> {
        database.dropDatabase(tenant);
        return progress.withDatabaseDropped();
      }
      case Action.Purge() -> ledger.purge(tenant);
    }
    return progress;
  }

  private TenantRoutes route(TenantAtWork tenant) {
    return routes.of(tenant.platform(), tenant.ledger());
  }
}
