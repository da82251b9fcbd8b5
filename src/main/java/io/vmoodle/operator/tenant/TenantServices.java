package io.vmoodle.operator.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.ClusterTime;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.Secrets;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.platform.inspection.UnforeseenFailures;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.routing.RouteForm;
import io.vmoodle.operator.tenant.plan.TenantIds;
import io.vmoodle.operator.tenant.route.HostRouteStore;
import io.vmoodle.operator.tenant.route.HostTenantRoutes;
import io.vmoodle.operator.tenant.route.LoginPages;
import io.vmoodle.operator.tenant.route.RouteChanges;
import io.vmoodle.operator.tenant.route.RouteKinds;
import io.vmoodle.operator.tenant.route.SubPathTenantRoutes;
import io.vmoodle.operator.tenant.step.Actions;
import io.vmoodle.operator.tenant.step.AdminSecrets;
import io.vmoodle.operator.tenant.step.DatabaseActions;
import io.vmoodle.operator.tenant.step.DatabaseSecrets;
import io.vmoodle.operator.tenant.step.InstallActions;
import io.vmoodle.operator.tenant.step.JobMaker;
import io.vmoodle.operator.tenant.step.JobSlots;
import io.vmoodle.operator.tenant.step.LedgerActions;
import io.vmoodle.operator.tenant.step.NewTenants;
import io.vmoodle.operator.tenant.step.RegistryActions;
import io.vmoodle.operator.tenant.step.RotationActions;
import io.vmoodle.operator.tenant.step.TenantSecrets;
import io.vmoodle.operator.tenant.step.UpgradeActions;
import io.vmoodle.operator.tenant.step.UpkeepActions;
import io.vmoodle.operator.tenant.watch.EventsElsewhere;
import io.vmoodle.operator.tenant.watch.TenantEventSources;
import io.vmoodle.operator.tenant.watch.TenantTrigger;
import io.vmoodle.operator.tenant.watch.WatchedChildren;
import io.vmoodle.operator.tenant.watch.WatchedJobs;
import io.vmoodle.operator.tenant.work.InstallObserver;
import io.vmoodle.operator.tenant.work.Observer;
import io.vmoodle.operator.tenant.work.ServerTurns;
import io.vmoodle.operator.tenant.work.Stalemates;
import io.vmoodle.operator.tenant.work.StepListener;
import io.vmoodle.operator.tenant.work.TenantWork;
import io.vmoodle.operator.tenant.work.UpgradeObserver;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What the reconciler of tenants works with.
 *
 * @param client the API server
 * @param apply stores objects
 * @param events tells people what happened
 * @param subPaths the routes of main hosts
 * @param directory where tenants find their platform
 * @param trigger has tenants looked at
 * @param listener hears of every step
 * @param routeChanges paces changes of routes
 * @param loginPages what was asked of login pages
 * @param failures what is said of exceptions
 * @param clock tells the time
 * @param lookAgain how long after a tenant was held up it is looked at again, if nothing else has
 *     it looked at before
 */
public record TenantServices(
    KubernetesClient client,
    Apply apply,
    Events events,
    SubPathRouting subPaths,
    PlatformDirectory directory,
    TenantTrigger trigger,
    StepListener listener,
    RouteChanges routeChanges,
    LoginPages loginPages,
    UnforeseenFailures failures,
    Clock clock,
    Duration lookAgain) {

  /** Tells people, wherever that is possible. */
  Events events(TenantEventSources sources) {
    return new EventsElsewhere(events, sources);
  }

  LostHome lostHome(TenantEventSources sources) {
    return new LostHome(sources, new SecretReader(client));
  }

  TenantWork work(TenantEventSources sources) {
    var told = events(sources);
    var secrets = new WatchedChildren<>(sources.secrets(), SteadyTime.source());
    var routes = new RouteKinds(hostRoutes(sources), new SubPathTenantRoutes(subPaths));
    var jobs = new WatchedJobs(sources.jobs(), sources.pods(), SteadyTime.source());
    var reader = new SecretReader(client);
    var databaseSecrets = new DatabaseSecrets(client, new Secrets(client), secrets);
    var jobMaker = new JobMaker(client, jobs, new JobSlots(jobs, trigger::trigger));
    var actions =
        new Actions(
            jobMaker,
            new LedgerActions(
                new NewTenants(new TenantIds(new SecureRandom())), trigger, told, clock),
            new DatabaseActions(databaseSecrets, told),
            new RotationActions(databaseSecrets),
            new RegistryActions(told, clock),
            new InstallActions(
                jobMaker,
                new AdminSecrets(
                    new Secrets(client),
                    new io.vmoodle.operator.kube.Removal(client),
                    reader,
                    secrets),
                told,
                clock),
            new UpgradeActions(jobMaker, told, clock),
            new UpkeepActions(jobMaker, told, clock),
            routes,
            routeChanges,
            loginPages);
    return new TenantWork(
        new Observer(
            secrets,
            new TenantSecrets(reader),
            new InstallObserver(jobs, secrets, clock, new ClusterTime(SteadyTime.source())),
            new UpgradeObserver(clock),
            routes,
            loginPages,
            clock),
        actions,
        listener,
        failures,
        new ServerTurns(trigger::trigger),
        new Stalemates(SteadyTime.source(), lookAgain));
  }

  private HostTenantRoutes hostRoutes(TenantEventSources sources) {
    var removal = new io.vmoodle.operator.kube.Removal(client);
    return new HostTenantRoutes(
        new HostRouteStore<>(
            apply,
            removal,
            RouteForm.ingress(),
            new WatchedChildren<>(sources.routes(), SteadyTime.source())),
        new HostRouteStore<>(apply, removal, RouteForm.httpRoute(), sources.httpRoutes()));
  }
}
