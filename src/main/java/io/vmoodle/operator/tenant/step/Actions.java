package io.vmoodle.operator.tenant.step;

import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.plan.Action;
import io.vmoodle.operator.tenant.route.LoginPages;
import io.vmoodle.operator.tenant.route.RouteChanges;
import io.vmoodle.operator.tenant.route.RouteKinds;
import io.vmoodle.operator.tenant.route.TenantRoutes;
import java.util.Set;

/** Does single steps. */
public final class Actions {
  private final JobMaker jobs;
  private final LedgerActions ledger;
  private final DatabaseActions database;
  private final RotationActions rotation;
  private final RegistryActions registry;
  private final InstallActions install;
  private final UpgradeActions upgrade;
  private final CopyActions copies = new CopyActions(new CopyTroubles(SteadyTime.source()));
  private final UpkeepActions upkeep;
  private final RouteKinds routes;
  private final RouteChanges routeChanges;
  private final LoginPages loginPages;

  public Actions(
      JobMaker jobs,
      LedgerActions ledger,
      DatabaseActions database,
      RotationActions rotation,
      RegistryActions registry,
      InstallActions install,
      UpgradeActions upgrade,
      UpkeepActions upkeep,
      RouteKinds routes,
      RouteChanges routeChanges,
      LoginPages loginPages) {
    this.jobs = jobs;
    this.ledger = ledger;
    this.database = database;
    this.rotation = rotation;
    this.registry = registry;
    this.install = install;
    this.upgrade = upgrade;
    this.upkeep = upkeep;
    this.routes = routes;
    this.routeChanges = routeChanges;
    this.loginPages = loginPages;
  }

  /**
   * Does a step.
   *
   * @return what this run did and read so far, this step included
   */
  public Progress perform(Action action, TenantAtWork tenant) {
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
      case Action.PrepareNextLogin(String opened) -> {
        rotation.prepareNext(tenant, opened);
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
      case Action.BeginInstall() -> install.begin(tenant);
      case Action.CreateAdminSecret() -> install.createAdminSecret(tenant);
      case Action.CreateJob() -> {
        if (isUpgrade(tenant)) {
          upgrade.createJob(tenant);
        } else {
          install.createJob(tenant);
        }
      }
      case Action.ConfirmJobLoss(String job) -> {
        return jobs.isGone(tenant, job) ? progress.withJobGone() : progress;
      }
      case Action.NoteJob() -> install.noteJob(tenant);
      case Action.NextGeneration(var why) -> {
        install.nextGeneration(tenant, why);
        return progress.withoutMoodle();
      }
      case Action.RemoveJobs(Set<String> names) -> install.removeJobs(tenant, names);
      case Action.DropLeftovers(Set<String> databases) -> install.dropLeftovers(tenant, databases);
      case Action.RemoveJobSecret() -> install.removeJobSecret(tenant);
      case Action.EndOperation() -> install.endOperation(tenant);
      case Action.RemoveAdminSecret() -> install.removeAdminSecret(tenant);
      case Action.RecordInstalled() -> {
        ledger.recordInstalled(tenant);
        if (tenant.world().created()) {
          install.over(tenant);
        }
      }
      case Action.ReadPlugins() -> {
        return progress.withPlugins(RegistryActions.readPlugins(tenant));
      }
      case Action.BeginUpgrade(String target) -> {
        return upgrade.begin(tenant, target).map(progress::withRefusal).orElse(progress);
      }
      case Action.EnterPhase enter -> upgrade.enter(tenant, enter);
      case Action.RetryJob(Finding why) -> upgrade.retry(tenant, why);
      case Action.Drain() -> {
        return progress.withDrained(copies.drain(tenant));
      }
      case Action.CopyDatabase() -> {
        return copies.copy(tenant).map(progress::withRefusal).orElseGet(progress::withCopyMade);
      }
      case Action.CompareCopy() -> {
        return copies
            .compare(tenant)
            .map(progress::withRefusal)
            .orElseGet(progress::withCopyCompared);
      }
      case Action.SwitchRelease(RegistryRow desired) -> registry.switchRelease(tenant, desired);
      case Action.SwitchToCopy(RegistryRow desired) -> registry.switchToCopy(tenant, desired);
      case Action.EndUpgrade() -> upgrade.end(tenant);
      case Action.DropKept(Set<Integer> generations) -> copies.drop(tenant, generations);
      case Action.WriteRow write -> registry.write(tenant, write);
      case Action.AskRouteChange() -> {
        return progress.withRouteChange(routeChanges.ask());
      }
      case Action.Suspend() -> route(tenant).suspend(tenant.platform(), tenant.ledger());
      case Action.NoteSuspension(boolean suspended) -> upkeep.suspend(tenant, suspended);
      case Action.PlanTask(TaskKind kind) -> upkeep.plan(tenant, kind);
      case Action.CreateTaskJob() -> upkeep.createJob(tenant);
      case Action.RetryTask(Finding why) -> upkeep.again(tenant, why);
      case Action.EndTask() -> upkeep.end(tenant);
      case Action.AskLoginPage() ->
          loginPages.ask(tenant.wish().tenant(), tenant.wish().platform(), tenant.ledger());
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
      case Action.Purge() -> {
        ledger.purge(tenant);
        upkeep.forgotten(tenant);
      }
    }
    return progress;
  }

  private static boolean isUpgrade(TenantAtWork tenant) {
    var operation = tenant.ledger().operation();
    return operation != null && operation.isRunningUpgrade();
  }

  private TenantRoutes route(TenantAtWork tenant) {
    return routes.of(tenant.platform(), tenant.ledger());
  }
}
