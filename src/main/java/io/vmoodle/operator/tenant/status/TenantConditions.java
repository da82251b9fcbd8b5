package io.vmoodle.operator.tenant.status;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Conditions.Status;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.tenant.facts.LoginPage;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.RotationRequest;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.plan.RegistryStages;
import io.vmoodle.operator.tenant.plan.RotationStages;
import io.vmoodle.operator.tenant.plan.RouteStages;
import io.vmoodle.operator.tenant.plan.UpgradeStages;
import io.vmoodle.operator.tenant.plan.UpgradeWords;
import java.util.List;

/**
 * What is said of a tenant: every condition from what was found, the one that the tenant is held up
 * at from why it is held up.
 */
public final class TenantConditions {
  private static final List<ConditionType> STEPS =
      List.of(
          ConditionType.Accepted,
          ConditionType.DatabaseReady,
          ConditionType.Registered,
          ConditionType.Installed,
          ConditionType.Routed);

  /** What one condition says. */
  private record Statement(Status status, Reason reason, String message) {}

  private final Wish wish;
  private final World world;
  private final NextStep reached;

  private TenantConditions(Wish wish, World world, NextStep reached) {
    this.wish = wish;
    this.world = world;
    this.reached = reached;
  }

  /**
   * Sets every condition of a tenant.
   *
   * @param reached where the work on the tenant ended for now
   */
  static void write(Conditions conditions, Wish wish, World world, NextStep reached) {
    new TenantConditions(wish, world, reached).write(conditions);
  }

  private void write(Conditions conditions) {
    for (var step : STEPS) {
      set(conditions, step, statement(step));
    }
    set(conditions, ConditionType.UpToDate, upToDate());
    set(conditions, ConditionType.Ready, ready());
    var stop = reached instanceof Stop it && !serves(world, reached) ? it : null;
    progress(
        conditions,
        ConditionType.Reconciling,
        (reached instanceof Do && !serves(world, reached))
            || (stop != null && stop.waitsFor() == WaitsFor.TIME));
    progress(conditions, ConditionType.Stalled, stop != null && stop.waitsFor() == WaitsFor.PERSON);
  }

  private Statement statement(ConditionType step) {
    return reached instanceof Stop stop && stop.at() == step
        ? new Statement(Status.False, stop.finding().reason(), stop.finding().message())
        : found(step);
  }

  private Statement found(ConditionType step) {
    return switch (step) {
      case Accepted -> accepted();
      case DatabaseReady -> databaseReady();
      case Registered -> registered();
      case Installed -> installed();
      case Routed -> routed();
      default -> throw new IllegalArgumentException(step.name());
    };
  }

  private Statement accepted() {
    var ledger = world.ledger();
    return ledger != null && ledger.state() == TenantState.ACTIVE
        ? yes(Reason.Accepted, "The platform allows it; its id is " + ledger.id() + ".")
        : notYet(Status.Unknown);
  }

  private Statement databaseReady() {
    var ledger = world.ledger();
    if (ledger == null || world.database() == Presence.UNKNOWN) {
      return notYet(Status.Unknown);
    }
    var usable =
        world.database() == Presence.PRESENT
            && world.login() == Presence.PRESENT
            && (world.created() || world.installed());
    return usable
        ? yes(
            world.created() ? Reason.DatabaseReady : Reason.Adopted,
            "Database %s on server %s%s.%s"
                .formatted(
                    ledger.database(),
                    ledger.server(),
                    world.created() ? ", login " + ledger.login() : "",
                    rotation(ledger)))
        : notYet(Status.False);
  }

  /** What is to be said of a request for other credentials that was not answered yet, or cannot. */
  private String rotation(LedgerTenant ledger) {
    var asked = world.access().next() != null || RotationStages.isRequested(wish, ledger);
    if (!world.created()) {
      return asked
          ? " Annotation %s does nothing here: the login is not the operator's. Change its password on the server and in the Secret."
              .formatted(RotationRequest.ANNOTATION)
          : "";
    }
    if (world.logins().other() == OtherLogin.CLOSED) {
      return "";
    }
    return asked
        ? " Other credentials follow once the earlier login is locked."
        : " The earlier login is locked once it has no sessions.";
  }

  private Statement registered() {
    var row = world.row();
    if (row == null || !RegistryStages.asDesired(wish, world)) {
      return notYet(Status.False);
    }
    var others = world.rowNote().others();
    return others.isEmpty()
        ? yes(Reason.Registered, "Registry row %d.".formatted(row.id()))
        : yes(
            Reason.DuplicateRows,
            "Registry row %d. The URL is in row %s too, and Moodle may take any of them: remove what is not the tenant's."
                .formatted(row.id(), others.stream().map(String::valueOf).collect(joining(", "))));
  }

  private Statement installed() {
    if (!world.installed()) {
      return notYet(Status.False);
    }
    return yes(
        world.created() ? Reason.Installed : Reason.Adopted,
        "A Moodle is in the database since " + requireNonNull(world.ledger()).installedAt() + ".");
  }

  private Statement routed() {
    var ledger = world.ledger();
    if (ledger != null && ledger.upkeep().suspended() && RouteStages.isAsWished(world)) {
      return new Statement(
          Status.False,
          Reason.Suspended,
          "%s leads to the unavailable Service, as spec.state says. Set it to Active to serve the tenant."
              .formatted(ledger.url()));
    }
    if (RouteStages.isQueued(world)) {
      return yes(
          Reason.RouteChangeQueued,
          "The tenant serves by its route as it is. What platform or operator changed for many tenants comes in its turn; nothing is to be done.");
    }
    return ledger != null
            && world.route().asDesired()
            && world.route().answer().taken()
            && world.route().loginPage() instanceof LoginPage.Good
            && wish.platform().services().contains(wish.platform().serviceOf(ledger))
        ? yes(
            Reason.Routed,
            "%s leads to Service %s."
                .formatted(ledger.url(), wish.platform().serviceOf(ledger).name()))
        : notYet(Status.False);
  }

  private Statement upToDate() {
    var ledger = world.ledger();
    if (ledger == null || !world.installed()) {
      return notYet(Status.Unknown);
    }
    if (reached instanceof Stop stop && stop.at() == ConditionType.UpToDate) {
      return new Statement(Status.False, stop.finding().reason(), stop.finding().message());
    }
    var operation = ledger.operation();
    if (operation != null && operation.isRunningUpgrade()) {
      return new Statement(
          Status.False, Reason.Upgrading, UpgradeWords.progress(ledger, operation));
    }
    if (!ledger.release().equals(wish.wantedRelease())) {
      return new Statement(
          Status.False,
          Reason.UpgradeQueued,
          "The tenant is on release %s and should be on %s. Its upgrade begins when it is Ready otherwise; see Ready."
              .formatted(ledger.release(), wish.wantedRelease()));
    }
    return wish.platform()
        .code(ledger.release())
        .map(
            code ->
                yes(
                    Reason.UpToDate,
                    "The tenant is on release %s, which is Moodle %s."
                        .formatted(ledger.release(), code.release())))
        .orElseGet(
            () ->
                new Statement(
                    Status.Unknown,
                    Reason.ReleaseNotProbed,
                    "The tenant is on release %s; nobody asked its code yet which Moodle it is."
                        .formatted(ledger.release())));
  }

  /**
   * Whether the tenant serves as it should, release aside: all that it was held up at, if at all,
   * is to come to another release, and nothing of that has begun that visitors notice.
   */
  static boolean serves(World world, NextStep reached) {
    return switch (reached) {
      case Settled() -> true;
      case Stop stop -> stop.at() == ConditionType.UpToDate && !UpgradeStages.inMaintenance(world);
      case Do step ->
          step.towards() == ConditionType.UpToDate && !UpgradeStages.inMaintenance(world);
    };
  }

  private Statement ready() {
    if (serves(world, reached)) {
      return settled(requireNonNull(world.ledger()));
    }
    return switch (reached) {
      case Settled() -> throw new IllegalStateException("what is settled serves");
      case Stop stop ->
          new Statement(Status.False, stop.finding().reason(), stop.finding().message());
      case Do step ->
          new Statement(
              Status.False, Reason.Progressing, "Working on %s.".formatted(step.towards()));
    };
  }

  private Statement settled(LedgerTenant ledger) {
    var url = ledger.url();
    if (ledger.upkeep().suspended()) {
      return yes(
          Reason.Suspended,
          "Visitors of %s get status 503, as spec.state says. Set it to Active to serve the tenant."
              .formatted(url));
    }
    if (ledger.upkeep().maintenance()) {
      return yes(
          Reason.Maintenance,
          "Visitors of %s are told that it is under maintenance, as spec.state says. Set it to Active to end that."
              .formatted(url));
    }
    return wish.paused()
        ? yes(
            Reason.Paused,
            "Serves at %s; nothing is changed while spec.paused of the tenant or its platform is true."
                .formatted(url))
        : yes(Reason.Ready, "Serves at %s.".formatted(url));
  }

  private void progress(Conditions conditions, ConditionType type, boolean present) {
    if (present) {
      var ready = ready();
      conditions.setTrue(type, ready.reason(), ready.message());
    } else {
      conditions.remove(type);
    }
  }

  private static Statement yes(Reason reason, String message) {
    return new Statement(Status.True, reason, message);
  }

  private static Statement notYet(Status status) {
    return new Statement(
        status, Reason.WaitingForEarlierStep, "An earlier step is not done yet; see Ready.");
  }

  private static void set(Conditions conditions, ConditionType type, Statement statement) {
    conditions.set(type, statement.status(), statement.reason(), statement.message());
  }
}
