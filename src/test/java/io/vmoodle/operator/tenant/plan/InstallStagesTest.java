package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstallStagesTest {
  private static final Wish NEW = Wishes.install().wish();
  private static final Wish OWN_PASSWORD =
      Wishes.install()
          .tenant(
              "site: {fullName: A, shortName: a, admin: {passwordSecretRef: {name: mine, key: password}}}")
          .wish();
  private static final String JOB = "vm-abcdefghij-install-1";
  private static final Operation FIRST = Operation.first(OperationType.INSTALL, "4.4", JOB);

  /** The API server has no Job of that name, where one was to be there. */
  private static final Progress ASKED = Progress.NONE.withJobGone();

  private static final Finding WHY = new Finding(Reason.JobFailed, "It broke.");
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Operation SECOND =
      FIRST.next("vm-abcdefghij-install-2", THEN, new Operation.Failure("JobFailed", "It broke."));

  private static final Operation WITHDRAWN =
      new Operation(OperationType.INSTALL, "4.4", 2, OperationStep.WITHDRAWN, JOB, THEN, null);

  private static InstalledMoodle moodle(String preparedFor) {
    return new InstalledMoodle("2024042200", "4.4", "a".repeat(40), false, preparedFor);
  }

  /** What a Job may leave behind that did not come to its end. */
  static Stream<@Nullable InstalledMoodle> halfMade() {
    return Stream.of(
        null,
        new InstalledMoodle("2024042200", "", "", false, ""),
        new InstalledMoodle("2024042200", "4.4", "", false, Worlds.ID),
        new InstalledMoodle("2024042200", "4.4", "a".repeat(40), true, Worlds.ID),
        moodle(""),
        moodle("another001"));
  }

  /** How a Job may end, or be given up. */
  static Stream<JobVerdict> ends() {
    return Stream.of(
        new JobVerdict.Absent(),
        new JobVerdict.Succeeded(null),
        new JobVerdict.Failed(WHY, true),
        new JobVerdict.Failed(WHY, false));
  }

  @Test
  void theLedgerComesBeforeEverythingElse() {
    assertDo(Worlds.registered(NEW), new Action.BeginInstall());
  }

  @Test
  void anAdministratorThatNobodyChoseIsMadeBeforeTheJob() {
    assertDo(planned(NEW, installation(Set.of())), new Action.CreateAdminSecret());
    assertDo(planned(NEW, withAdmin()), new Action.CreateJob());
    assertDo(planned(OWN_PASSWORD, installation(Set.of())), new Action.CreateJob());
  }

  @Test
  void nothingBeginsWithoutThePasswordThatIsNamed() {
    var problem = new Finding(Reason.SecretNotFound, "no Secret");

    assertStop(
        planned(OWN_PASSWORD, Installation.NONE).adminPasswordProblem(problem),
        Reason.SecretNotFound,
        WaitsFor.PERSON);
  }

  /** What a Job that runs was given, it has. */
  @Test
  void aPasswordThatGoesLaterStopsNoJob() {
    var problem = new Finding(Reason.SecretNotFound, "no Secret");
    var running = seen(new JobVerdict.Running(THEN)).adminPasswordProblem(problem);

    assertStop(running, Reason.WaitingForJob, WaitsFor.TIME);
  }

  @Test
  void nothingBeginsWithAReleaseThatThePlatformForgot() {
    var without =
        Wishes.install()
            .platform("releases: [{name: \"4.5\", image: \"m:4.5\", service: {name: moodle-45}}]")
            .wish();

    assertStop(planned(without, withAdmin()), Reason.UnknownRelease, WaitsFor.PERSON);
  }

  @Test
  void nothingBeginsWithAReleaseOfWhichNobodyKnowsWhetherItWorks() {
    var unread = Wishes.install().withoutCodes().wish();
    var unusable = Wishes.install().unusable().wish();

    assertStop(Worlds.registered(unread), Reason.ReleaseNotProbed, WaitsFor.TIME);
    assertStop(planned(unread, withAdmin()), Reason.ReleaseNotProbed, WaitsFor.TIME);
    assertStop(planned(unusable, withAdmin()), Reason.ReleaseSetUpWrong, WaitsFor.PERSON);
  }

  @Test
  void aJobThatIsThereIsNotedBeforeAnythingIsMadeOfIt() {
    for (var verdict : ends().filter(it -> !(it instanceof JobVerdict.Absent)).toList()) {
      assertDo(planned(NEW, installation(verdict)), new Action.NoteJob());
    }
  }

  @Test
  void aJobThatRunsIsWaitedForAndNamed() {
    var running = seen(new JobVerdict.Running(THEN)).provisioned();

    assertThat(running)
        .isInstanceOfSatisfying(
            Stop.class,
            stop ->
                assertThat(stop.finding().message())
                    .isEqualTo(
                        "Job %s installs Moodle in database vm_abcdefghij_1. It runs since 2026-01-02T03:04:05Z."
                            .formatted(JOB)));
  }

  @Test
  void aJobThatWaitsSaysForWhat() {
    var waiting = seen(new JobVerdict.Waiting("No node takes its pod: full."));

    assertStop(waiting, Reason.WaitingForJob, WaitsFor.TIME);
    assertThat(((Stop) waiting.provisioned()).finding().message()).contains("No node takes");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void howeverAJobEndsTheDatabaseIsRead(JobVerdict end) {
    assertDo(seen(end), new Action.ReadMoodle());
  }

  @ParameterizedTest
  @MethodSource("ends")
  void aCompleteMoodleCountsHoweverTheJobEnded(JobVerdict end) {
    assertDo(seen(end).progress(ASKED.withMoodle(moodle(Worlds.ID))), new Action.RecordInstalled());
  }

  @ParameterizedTest
  @MethodSource("halfMade")
  void aMoodleThatIsNotCompleteIsLeftBehindHoweverTheJobEnded(@Nullable InstalledMoodle moodle) {
    for (var end : ends().toList()) {
      assertThat(seen(end).progress(ASKED.withMoodle(moodle)).provisioned())
          .isInstanceOfSatisfying(
              Do.class,
              step -> assertThat(step.action()).isInstanceOf(Action.NextGeneration.class));
    }
  }

  @Test
  void theReasonIsTheJobsOrWhatTheDatabaseShows() {
    assertThat(reasonAfter(new JobVerdict.Failed(WHY, true))).isEqualTo(Reason.JobFailed);
    assertThat(reasonAfter(new JobVerdict.Succeeded(null))).isEqualTo(Reason.InstallIncomplete);
    assertThat(reasonAfter(new JobVerdict.Absent())).isEqualTo(Reason.JobLost);
  }

  /** A watch may be seconds behind where the API server has much to do. */
  @Test
  void aJobIsLostOnlyWhenTheApiServerItselfHasNone() {
    var unseen = seen(new JobVerdict.Absent());

    assertDo(unseen.progress(Progress.NONE), new Action.ConfirmJobLoss(JOB));
    assertDo(unseen.progress(ASKED), new Action.ReadMoodle());
  }

  /** The operator removed the Job when the tenant was deleted, and is nobody to be looked for. */
  @Test
  void whoComesBackIsInstalledInAnotherDatabaseUnlessItsMoodleIsComplete() {
    var back = Worlds.registered(NEW).installing(WITHDRAWN, withAdmin());

    assertDo(back, new Action.ReadMoodle());
    assertDo(
        back.progress(Progress.NONE.withMoodle(moodle(Worlds.ID))), new Action.RecordInstalled());
    assertDo(back.progress(Progress.NONE.withMoodle(null)), new Action.NextGeneration(null));
  }

  @Test
  void theNextGenerationGetsADatabaseBeforeARowThatNamesIt() {
    var next = Worlds.registered(NEW).installing(SECOND, withAdmin()).generation(2);

    assertThat(next.database(Presence.ABSENT).provisioned())
        .isEqualTo(new Do(ConditionType.DatabaseReady, new Action.PrepareDatabase()));
    // The row of the generation before says nothing of whether this one is complete.
    assertThat(next.database(Presence.PRESENT).provisioned())
        .isEqualTo(new Do(ConditionType.DatabaseReady, new Action.PrepareDatabase()));
    assertThat(
            next.database(Presence.PRESENT)
                .progress(Progress.NONE.withDatabasePrepared())
                .provisioned())
        .isInstanceOfSatisfying(
            Do.class, step -> assertThat(step.action()).isInstanceOf(Action.WriteRow.class));
  }

  @Test
  void whatTheAttemptBeforeLeftGoesFirst() {
    var jobs = Set.of(JOB);
    var databases = Set.of("vm_abcdefghij_1");
    var left =
        new Installation(new JobVerdict.Absent(), false, jobs, jobs, true, false, true, databases);

    assertDo(second(left), new Action.RemoveJobs(jobs));
    assertDo(
        second(
            new Installation(
                new JobVerdict.Absent(), false, jobs, Set.of(), true, false, true, databases)),
        new Action.DropLeftovers(databases));
  }

  @Test
  void theNextAttemptWaitsAndSaysWhyTheOneBeforeFailed() {
    var early =
        second(
            new Installation(
                new JobVerdict.Absent(), false, Set.of(), Set.of(), false, false, true, Set.of()));

    assertStop(early, Reason.JobFailed, WaitsFor.TIME);
    var stop = (Stop) early.provisioned();
    assertThat(stop.until()).isEqualTo(THEN);
    assertThat(stop.finding().message())
        .isEqualTo(
            "It broke. Attempt 2 begins at 2026-01-02T03:04:05Z by itself, with another database.");
    assertDo(second(withAdmin()), new Action.CreateJob());
  }

  /** There is a Moodle: whatever the ledger says besides, nothing is installed over it. */
  @ParameterizedTest
  @MethodSource("ends")
  void afterAnInstallationThereIsNoSecond(JobVerdict end) {
    var tidy = Worlds.settled(NEW);

    assertDo(tidy.installing(FIRST, installation(end)), new Action.EndOperation());
    assertDo(
        tidy.installing(null, seen(new JobVerdict.Running(THEN)).world().installation()),
        new Action.RemoveJobs(Set.of(JOB)));
    assertDo(
        tidy.installing(null, seen(new JobVerdict.Succeeded(null)).world().installation()),
        new Action.RemoveJobSecret());
    assertThat(tidy.provisioned()).isEqualTo(new NextStep.Settled());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "3, 15", "4, 60", "5, 60", "100, 60"})
  void thePausesGrowUpToAnHour(int attempt, int minutes) {
    assertThat(Backoff.after(attempt)).isEqualTo(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"JobImageUnavailable", "JobUnschedulable", "JobOutOfMemory", "JobNodeLost"})
  void everyFailureKeepsItsReason(Reason reason) {
    var failed =
        FIRST.next("job-2", THEN, new Operation.Failure(reason.name(), "For this reason."));
    var world =
        inSecondGeneration(
            failed,
            new Installation(
                new JobVerdict.Absent(), false, Set.of(), Set.of(), false, false, true, Set.of()));

    assertStop(world, reason, WaitsFor.TIME);
  }

  @Test
  void aReasonOfANewerOperatorIsAFailure() {
    var failed = FIRST.next("job-2", THEN, new Operation.Failure("FromTheFuture", "So."));
    var world =
        inSecondGeneration(
            failed,
            new Installation(
                new JobVerdict.Absent(), false, Set.of(), Set.of(), false, false, true, Set.of()));

    assertStop(world, Reason.JobFailed, WaitsFor.TIME);
  }

  private static Reason reasonAfter(JobVerdict end) {
    var step = (Do) seen(end).progress(ASKED.withMoodle(null)).provisioned();
    return requireNonNull(((Action.NextGeneration) step.action()).why()).reason();
  }

  private static Worlds planned(Wish wish, Installation installation) {
    return Worlds.registered(wish).installing(FIRST, installation);
  }

  private static Worlds second(Installation installation) {
    return inSecondGeneration(SECOND, installation);
  }

  private static Worlds inSecondGeneration(Operation operation, Installation installation) {
    return Worlds.registered(NEW).generation(2).registered().installing(operation, installation);
  }

  private static Worlds seen(JobVerdict verdict) {
    return Worlds.registered(NEW)
        .installing(FIRST, Installation.NONE)
        .jobSeen(verdict)
        .progress(ASKED);
  }

  private static Installation withAdmin() {
    return new Installation(
        new JobVerdict.Absent(), true, Set.of(), Set.of(), false, false, true, Set.of());
  }

  private static Installation installation(Set<String> leftovers) {
    return new Installation(
        new JobVerdict.Absent(), true, Set.of(), Set.of(), false, false, false, leftovers);
  }

  private static Installation installation(JobVerdict verdict) {
    return new Installation(verdict, true, Set.of(JOB), Set.of(), false, true, true, Set.of());
  }

  private static void assertDo(Worlds world, Action action) {
    assertThat(world.provisioned()).isEqualTo(new Do(ConditionType.Installed, action));
  }

  private static void assertStop(Worlds world, Reason reason, WaitsFor waitsFor) {
    assertThat(world.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.Installed);
              assertThat(stop.finding().reason()).isEqualTo(reason);
              assertThat(stop.waitsFor()).isEqualTo(waitsFor);
            });
  }
}
