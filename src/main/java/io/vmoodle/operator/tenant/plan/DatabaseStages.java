package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.Drift;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;

/** The stages that end with a database that only its tenant can reach. */
public final class DatabaseStages {
  /** Of the registry's column {@code vdbpass}. */
  private static final int LONGEST_PASSWORD = 32;

  private DatabaseStages() {}

  static Optional<NextStep> serverUsable(Wish wish, World world) {
    var server = requireNonNull(world.ledger()).server();
    var health = wish.platform().servers().get(server);
    if (health == null) {
      return stop(
          Reason.UnknownDatabaseServer,
          "The tenant lives on database server %s, which the platform does not have any more. Add it to databaseServers again."
              .formatted(server),
          WaitsFor.PERSON);
    }
    var problem = health.problem();
    if (problem == null) {
      return Optional.empty();
    }
    return problem.reason() == Reason.IdentityChanged
        // Without the identities: names of locks are made of them, which tenants must not know.
        ? stop(
            Reason.IdentityChanged,
            "Database server %s is not the one that it was, so nothing is done on it. The platform's own status says what to do; its owner has to say that the server takes the old one's place, or lead its host back."
                .formatted(server),
            WaitsFor.PERSON)
        : stop(
            Reason.DatabaseUnavailable,
            "Database server %s cannot be used: %s".formatted(server, problem.message()),
            WaitsFor.TIME);
  }

  static Optional<NextStep> credentials(Wish wish, World world) {
    var problem = world.credentialsProblem();
    if (problem != null) {
      return Optional.of(new Stop(ConditionType.DatabaseReady, problem, WaitsFor.PERSON));
    }
    if (world.credentials() != null) {
      return world.access().untidy() ? step(new Action.CorrectSecret()) : Optional.empty();
    }
    return world.created() || world.rowIsOwn()
        ? step(new Action.CreateSecret())
        : stop(
            Reason.SecretNotFound,
            "The registry has no row of this Moodle for %s to take the database's credentials from. Put the row back; or delete this VirtualMoodle, which leaves the database as it is, and apply it again with source.existing.credentialsSecretRef: source cannot be changed."
                .formatted(wish.url()),
            WaitsFor.PERSON);
  }

  static Optional<NextStep> login(Wish wish, World world) {
    if (!world.created() || world.progress().loginPrepared()) {
      return Optional.empty();
    }
    var ledger = requireNonNull(world.ledger());
    var credentials = requireNonNull(world.credentials());
    if (isTooLong(credentials)) {
      // Before the login gets it: the row could not, and a Moodle that serves would be shut out.
      return Optional.of(tooLong(wish, ledger));
    }
    var row = world.row();
    var known = row != null && row.vdbpass().equals(credentials.password());
    // The row will not be written either, and who wrote it may have the password that works.
    var reported = row != null && wish.platform().spec().drift() == Drift.Report;
    if (world.login() != Presence.PRESENT || !(known || reported)) {
      return step(new Action.PrepareLogin());
    }
    return wish.maxConnections(ledger).stream()
            .allMatch(most -> most == world.logins().maxConnections())
        ? Optional.empty()
        : step(new Action.LimitLogin());
  }

  static boolean isTooLong(Credentials credentials) {
    return credentials.password().length() > LONGEST_PASSWORD;
  }

  static NextStep tooLong(Wish wish, LedgerTenant ledger) {
    return new Stop(
        ConditionType.DatabaseReady,
        new Finding(
            Reason.RegistryValueTooLong,
            "The password in Secret %s/%s is longer than the %d characters that the registry holds. Delete the Secret; it is made again."
                .formatted(
                    wish.platform().namespace(),
                    DatabaseSecret.name(ledger.id()),
                    LONGEST_PASSWORD)),
        WaitsFor.PERSON);
  }

  static Optional<NextStep> database(Wish wish, World world) {
    var ledger = requireNonNull(world.ledger());
    if (world.progress().databaseGone()) {
      return stop(
          world.created() || world.installed() ? Reason.DatabaseLost : Reason.DatabaseNotFound,
          "Database %s is not on server %s%s. Restore it there under this name; it is never made again.%s"
              .formatted(
                  ledger.database(),
                  ledger.server(),
                  world.installed() ? " any more" : "",
                  world.created() || world.installed()
                      ? ""
                      : " If source.existing is wrong, delete this VirtualMoodle, which touches nothing there, and apply it again: source cannot be changed."),
          WaitsFor.PERSON);
    }
    if (!world.created() || world.installed()) {
      return world.database() == Presence.ABSENT || world.database() == Presence.UNUSABLE
          ? step(new Action.ConfirmLoss())
          : Optional.empty();
    }
    // Without a row nothing says that the database was completed before the process died.
    var complete =
        world.database() == Presence.PRESENT
            && (rowNamesIt(world) || world.progress().databasePrepared());
    return complete ? Optional.empty() : step(new Action.PrepareDatabase());
  }

  /** Whether its row was written when the database was complete; not of an earlier generation. */
  private static boolean rowNamesIt(World world) {
    var row = world.row();
    return row != null && row.vdbname().equals(requireNonNull(world.ledger()).database());
  }

  private static Optional<NextStep> step(Action action) {
    return Optional.of(new Do(ConditionType.DatabaseReady, action));
  }

  private static Optional<NextStep> stop(Reason reason, String message, WaitsFor waitsFor) {
    return Optional.of(
        new Stop(ConditionType.DatabaseReady, new Finding(reason, message), waitsFor));
  }
}
