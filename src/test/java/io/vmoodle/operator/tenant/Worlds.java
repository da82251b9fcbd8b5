package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.LedgerTenantBuilder;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.fleet.RowNote;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import io.vmoodle.operator.registry.Rows;
import io.vmoodle.operator.tenant.facts.DatabaseCredentials;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.Logins;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpgradeFacts;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.facts.WorldBuilder;
import io.vmoodle.operator.tenant.plan.DesiredRow;
import io.vmoodle.operator.tenant.plan.NextStep;
import io.vmoodle.operator.tenant.plan.Provisioning;
import io.vmoodle.operator.tenant.plan.Removal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Worlds for tests, changed part by part; each of {@link Wishes}' tenant. */
public record Worlds(Wish wish, World world, DatabaseSecret.@Nullable Stored secret) {
  public static final String ID = "abcdefghij";

  /** The default of {@code maxConnectionsPerTenant}. */
  static final int MOST_CONNECTIONS = 50;

  public static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  public static final Credentials CREDENTIALS =
      new Credentials("vm_abcdefghij_a", "generated-Secret-1");

  /** With a Secret that says what the world does. */
  public Worlds(Wish wish, World world) {
    this(
        wish,
        world,
        world.credentials() == null
            ? null
            : new DatabaseSecret.Stored(world.credentials(), world.access().next()));
  }

  /** Nothing was ever claimed. */
  public static Worlds unclaimed(Wish wish) {
    return new Worlds(wish, World.EMPTY, null);
  }

  /** The names are in the ledger, and nothing else is there. */
  public static Worlds claimed(Wish wish) {
    var existing = wish.spec().source().existing();
    var ledger =
        new LedgerTenant(
            ID,
            1,
            wish.namespace(),
            wish.name(),
            "uid-1",
            wish.origin(),
            TenantState.ACTIVE,
            wish.url(),
            "first",
            existing == null ? "vm_abcdefghij_1" : existing.database(),
            existing == null ? 1 : 0,
            existing == null ? "vm_abcdefghij_a" : "",
            existing == null ? "/srv/moodledata/abcdefghij" : existing.dataDir(),
            "4.4",
            "moodle-44:80",
            null,
            null,
            null,
            null,
            1,
            Rotation.NONE,
            null);
    return new Worlds(wish, World.EMPTY, null)
        .ledger(ledger)
        .database(Presence.ABSENT)
        .login(existing == null ? Presence.ABSENT : Presence.PRESENT);
  }

  /** Database, login, Secret and row are there, no Moodle yet; or, of an existing one, all. */
  public static Worlds registered(Wish wish) {
    return claimed(wish)
        .credentials(CREDENTIALS)
        .login(Presence.PRESENT)
        .database(Presence.PRESENT)
        .registered();
  }

  /** Everything is as wished. */
  public static Worlds settled(Wish wish) {
    var world = registered(wish).installed().registered();
    return world.route(RouteState.SERVING);
  }

  public Worlds ledger(LedgerTenant ledger) {
    return with(now().ledger(ledger), secret);
  }

  public Worlds row(@Nullable RegistryRow row) {
    return with(now().row(row), secret);
  }

  public Worlds database(Presence database) {
    return with(now().database(database), secret);
  }

  /** With the connection limit that the platform says. */
  public Worlds login(Presence login) {
    return logins(new Logins(login, MOST_CONNECTIONS, world.logins().other()));
  }

  public Worlds otherLogin(OtherLogin other) {
    return logins(new Logins(world.logins().current(), world.logins().maxConnections(), other));
  }

  public Worlds logins(Logins logins) {
    return with(now().logins(logins), secret);
  }

  /** From the Secret that the operator stored; null: there is none. */
  public Worlds credentials(@Nullable Credentials credentials) {
    return secret(credentials, null);
  }

  /** The same with what is to be logged in with next. */
  public Worlds secret(@Nullable Credentials credentials, @Nullable Credentials next) {
    return with(now(), credentials == null ? null : new DatabaseSecret.Stored(credentials, next));
  }

  public Worlds credentialsProblem(Finding problem) {
    return as(now().access(DatabaseCredentials.NONE).credentialsProblem(problem));
  }

  public Worlds adminPasswordProblem(Finding problem) {
    return as(now().credentialsProblem(null).adminPasswordProblem(problem));
  }

  public Worlds route(RouteState route) {
    return as(now().route(route));
  }

  /** What is being done to it, and what there is of it. */
  public Worlds installing(@Nullable Operation operation, Installation installation) {
    var with = ledger(ledgerNow().operation(operation).build());
    return with.as(with.now().installation(installation));
  }

  /** What the ledger says of its visitors, and what became of the Job that it names. */
  public Worlds upkeep(Upkeep upkeep, UpkeepJob job) {
    var with = ledger(ledgerNow().upkeep(upkeep).build());
    return with.as(with.now().upkeep(job));
  }

  /** The Job that the ledger names was seen, and what became of it is this. */
  public Worlds jobSeen(JobVerdict verdict) {
    var operation = requireNonNull(ledgered().operation());
    return installing(
        new Operation(
            operation.type(),
            operation.target(),
            operation.attempt(),
            OperationStep.STARTED,
            operation.jobName(),
            operation.notBefore(),
            operation.failure(),
            operation.upgrade()),
        new Installation(
            verdict,
            true,
            Set.of(operation.jobName()),
            verdict.open() ? Set.of(operation.jobName()) : Set.of(),
            verdict.open(),
            true,
            true,
            Set.of()));
  }

  /** The next generation, as the ledger has it before anything else knows of it. */
  public Worlds generation(int generation) {
    return ledger(
        ledgerNow().database("vm_%s_%d".formatted(ID, generation)).generation(generation).build());
  }

  /** What there is of its upgrade. */
  public Worlds upgrade(UpgradeFacts upgrade) {
    return as(now().upgrade(upgrade));
  }

  /** What the registry as a whole says about the row. */
  public Worlds rowNote(RowNote note) {
    return as(now().rowNote(note));
  }

  public Worlds progress(Progress progress) {
    return new Worlds(wish, world.with(progress), secret);
  }

  /** A Moodle was seen in the database. */
  public Worlds installed() {
    return ledger(ledgerNow().installedAt(THEN).build());
  }

  /** The login was changed {@link #THEN}, as a request asked. */
  public Worlds rotated(String request) {
    return ledger(ledgerNow().rotation(new Rotation(request, THEN)).build());
  }

  public Worlds state(TenantState state) {
    return ledger(ledgerNow().state(state).build());
  }

  /** The row is as it should be, and the ledger knows it. */
  public Worlds registered() {
    var row = desired(7L);
    return row(row).ledger(ledgerNow().registryId(7L).rowHash(RowHash.of(ID, row)).build());
  }

  /** The row that the tenant should have. */
  public RegistryRow desired(@Nullable Long id) {
    var row =
        DesiredRow.of(
            wish,
            ledgered(),
            wish.platform().server(ledgered().server()).orElseThrow(),
            requireNonNull(world.credentials()),
            null);
    return new Rows(row).id(id).row();
  }

  public NextStep provisioned() {
    return Provisioning.next(wish, world);
  }

  public NextStep removed() {
    return Removal.next(wish, world);
  }

  private LedgerTenant ledgered() {
    return requireNonNull(world.ledger());
  }

  private LedgerTenantBuilder ledgerNow() {
    return LedgerTenantBuilder.builder(ledgered());
  }

  private WorldBuilder now() {
    return WorldBuilder.builder(world);
  }

  private Worlds as(WorldBuilder changed) {
    return new Worlds(wish, changed.build(), secret);
  }

  /** What is to be logged in with follows from the Secret, the ledger and the row. */
  private Worlds with(WorldBuilder changed, DatabaseSecret.@Nullable Stored stored) {
    return new Worlds(
        wish,
        changed
            .secretStored(stored != null)
            .access(access(changed.ledger(), changed.row(), stored))
            .build(),
        stored);
  }

  private static DatabaseCredentials access(
      @Nullable LedgerTenant ledger,
      @Nullable RegistryRow row,
      DatabaseSecret.@Nullable Stored stored) {
    if (ledger == null || stored == null) {
      return DatabaseCredentials.NONE;
    }
    return ledger.origin() == Origin.CREATED
        ? DatabaseCredentials.of(stored, ledger, row)
        : DatabaseCredentials.of(stored.current());
  }
}
