package io.vmoodle.operator.tenant;

import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.UpgradeFacts;
import io.vmoodle.operator.tenant.facts.Wish;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tests of upgrades have in common: from 4.4 to 4.5, of {@link Worlds}' tenant. */
public final class Upgrading {
  public static final String OLD_HASH = "a".repeat(40);
  public static final String NEW_HASH = "b".repeat(40);
  public static final String JOB = "vm-abcdefghij-some-7";

  /** Code that is guarded and can be used. */
  public static final ReleaseCode OLD = code("2024042200.00", OLD_HASH, Map.of("mod_forum", "1"));

  public static final ReleaseCode NEW = code("2024100700.00", NEW_HASH, Map.of("mod_forum", "2"));

  private Upgrading() {}

  public static ReleaseCode code(String version, String hash, Map<String, String> plugins) {
    return new ReleaseCode(version, version, hash, plugins, Set.of(), Set.of(), true, true);
  }

  /** The tenant is to be on 4.5, on PostgreSQL: nothing but the server copies. */
  public static Wishes wishes() {
    return Wishes.install()
        .platform(
            """
            databaseServers:
              - {name: first, engine: PostgreSQL, host: pg.db.svc, admin: {credentialsSecretRef: {name: admin}}}
            """)
        .platform("defaultRelease: \"4.5\"");
  }

  /** The same on MariaDB. */
  public static Wishes onMariaDb() {
    return Wishes.install()
        .platform("defaultRelease: \"4.5\"")
        .platform("jobs: {toolsImage: \"registry.example.edu/tools:1\"}");
  }

  /** With both releases' code read. */
  public static Wish read(Wishes wishes) {
    return with(wishes.wish(), Map.of("4.4", OLD, "4.5", NEW), RolloutPlan.EVERYBODY);
  }

  public static Wish with(Wish wish, Map<String, ReleaseCode> codes, RolloutPlan rollout) {
    var facts = wish.platform();
    return new Wish(
        wish.tenant(),
        wish.uid(),
        wish.namespaceLabels(),
        wish.knownId(),
        wish.servedBy(),
        wish.spec(),
        wish.rotation(),
        new PlatformFacts(
            facts.namespace(),
            facts.name(),
            facts.spec(),
            facts.deleting(),
            facts.servers(),
            facts.services(),
            facts.routes(),
            codes,
            rollout));
  }

  public static Operation operation(
      UpgradePhase phase, OperationStep step, int tries, Operation.@Nullable Failure failure) {
    return new Operation(
        OperationType.UPGRADE,
        "4.5",
        1,
        step,
        JOB,
        tries == 0 ? null : Worlds.THEN,
        failure,
        new Upgrade(phase, 7, 2, NEW_HASH, tries, Worlds.THEN, Worlds.THEN));
  }

  /** The phase begins; its Job, if it has one, is named and not there. */
  public static Worlds in(Wish wish, UpgradePhase phase) {
    return at(wish, operation(phase, OperationStep.PLANNED, 0, null), new JobVerdict.Absent());
  }

  /** The phase's Job was seen, and this became of it; one that is gone is so for sure. */
  public static Worlds seen(Wish wish, UpgradePhase phase, JobVerdict verdict) {
    return at(wish, operation(phase, OperationStep.STARTED, 0, null), verdict)
        .progress(Progress.NONE.withJobGone());
  }

  public static Worlds at(Wish wish, Operation operation, JobVerdict verdict) {
    return Worlds.settled(wish)
        .installing(operation, installation(verdict, true))
        .upgrade(new UpgradeFacts(Presence.PRESENT, false, true, Set.of()));
  }

  public static Installation installation(JobVerdict verdict, boolean due) {
    return new Installation(
        verdict,
        due,
        verdict instanceof JobVerdict.Absent ? Set.of() : Set.of(JOB),
        verdict.open() ? Set.of(JOB) : Set.of(),
        verdict.open(),
        false,
        true,
        Set.of());
  }

  /** What a Moodle says that was upgraded to this. */
  public static InstalledMoodle moodle(String hash, boolean running) {
    return new InstalledMoodle("1", "x", hash, running, Worlds.ID);
  }
}
