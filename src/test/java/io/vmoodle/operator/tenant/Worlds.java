package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.RowNote;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Worlds for tests, changed part by part; each of {@link Wishes}' tenant. */
record Worlds(Wish wish, World world, DatabaseSecret.@Nullable Stored secret) {
  static final String ID = "abcdefghij";

  /** The default of {@code maxConnectionsPerTenant}. */
  static final int MOST_CONNECTIONS = 50;

  static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  static final Credentials CREDENTIALS = new Credentials("vm_abcdefghij_a", "generated-Secret-1");

  /** With a Secret that says what the world does. */
  Worlds(Wish wish, World world) {
    this(
        wish,
        world,
        world.credentials() == null
            ? null
            : new DatabaseSecret.Stored(world.credentials(), world.access().next()));
  }

  /** Nothing was ever claimed. */
  static Worlds unclaimed(Wish wish) {
    return new Worlds(wish, World.EMPTY, null);
  }

  /** The names are in the ledger, and nothing else is there. */
  static Worlds claimed(Wish wish) {
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
            Rotation.NONE);
    return new Worlds(wish, World.EMPTY, null)
        .ledger(ledger)
        .database(Presence.ABSENT)
        .login(existing == null ? Presence.ABSENT : Presence.PRESENT);
  }

  /** Database, login, Secret and row are there, no Moodle yet; or, of an existing one, all. */
  static Worlds registered(Wish wish) {
    return claimed(wish)
        .credentials(CREDENTIALS)
        .login(Presence.PRESENT)
        .database(Presence.PRESENT)
        .registered();
  }

  /** Everything is as wished. */
  static Worlds settled(Wish wish) {
    var world = registered(wish).installed().registered();
    return world.route(RouteState.SERVING);
  }

  Worlds ledger(LedgerTenant ledger) {
    return with(ledger, world.row(), world.database(), world.logins(), secret);
  }

  Worlds row(@Nullable RegistryRow row) {
    return with(world.ledger(), row, world.database(), world.logins(), secret);
  }

  Worlds database(Presence database) {
    return with(world.ledger(), world.row(), database, world.logins(), secret);
  }

  /** With the connection limit that the platform says. */
  Worlds login(Presence login) {
    return logins(new Logins(login, MOST_CONNECTIONS, world.logins().other()));
  }

  Worlds otherLogin(OtherLogin other) {
    return logins(new Logins(world.logins().current(), world.logins().maxConnections(), other));
  }

  Worlds logins(Logins logins) {
    return with(world.ledger(), world.row(), world.database(), logins, secret);
  }

  /** From the Secret that the operator stored; null: there is none. */
  Worlds credentials(@Nullable Credentials credentials) {
    return secret(credentials, null);
  }

  /** The same with what is to be logged in with next. */
  Worlds secret(@Nullable Credentials credentials, @Nullable Credentials next) {
    return with(
        world.ledger(),
        world.row(),
        world.database(),
        world.logins(),
        credentials == null ? null : new DatabaseSecret.Stored(credentials, next));
  }

  Worlds credentialsProblem(Finding problem) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.logins(),
            world.secretStored(),
            DatabaseCredentials.NONE,
            problem,
            world.adminPasswordProblem(),
            world.route(),
            world.progress()),
        secret);
  }

  Worlds adminPasswordProblem(Finding problem) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.logins(),
            world.secretStored(),
            world.access(),
            null,
            problem,
            world.route(),
            world.progress()),
        secret);
  }

  Worlds route(RouteState route) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.logins(),
            world.secretStored(),
            world.access(),
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            route,
            world.progress()),
        secret);
  }

  /** What the registry as a whole says about the row. */
  Worlds rowNote(RowNote note) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            note,
            world.database(),
            world.logins(),
            world.secretStored(),
            world.access(),
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            world.route(),
            world.progress()),
        secret);
  }

  Worlds progress(Progress progress) {
    return new Worlds(wish, world.with(progress), secret);
  }

  /** A Moodle was seen in the database. */
  Worlds installed() {
    return ledger(
        change(ledgerNow().state(), ledgerNow().registryId(), ledgerNow().rowHash(), THEN));
  }

  /** The login was changed {@link #THEN}, as a request asked. */
  Worlds rotated(String request) {
    return ledger(change(ledgerNow(), new Rotation(request, THEN)));
  }

  Worlds state(TenantState state) {
    var ledger = ledgerNow();
    return ledger(change(state, ledger.registryId(), ledger.rowHash(), ledger.installedAt()));
  }

  /** The row is as it should be, and the ledger knows it. */
  Worlds registered() {
    var row = desired(7L);
    var ledger = ledgerNow();
    return row(row).ledger(change(ledger.state(), 7L, RowHash.of(ID, row), ledger.installedAt()));
  }

  /** The row that the tenant should have. */
  RegistryRow desired(@Nullable Long id) {
    var row =
        DesiredRow.of(
            wish,
            ledgerNow(),
            wish.platform().server(ledgerNow().server()).orElseThrow(),
            requireNonNull(world.credentials()),
            null);
    return new Rows(row).id(id).row();
  }

  NextStep provisioned() {
    return Provisioning.next(wish, world);
  }

  NextStep removed() {
    return Removal.next(wish, world);
  }

  private LedgerTenant ledgerNow() {
    return requireNonNull(world.ledger());
  }

  private LedgerTenant change(
      TenantState state,
      @Nullable Long registryId,
      @Nullable String rowHash,
      @Nullable Instant installedAt) {
    return change(ledgerNow(), state, registryId, rowHash, installedAt, ledgerNow().rotation());
  }

  private static LedgerTenant change(LedgerTenant ledger, Rotation rotation) {
    return change(
        ledger,
        ledger.state(),
        ledger.registryId(),
        ledger.rowHash(),
        ledger.installedAt(),
        rotation);
  }

  private static LedgerTenant change(
      LedgerTenant ledger,
      TenantState state,
      @Nullable Long registryId,
      @Nullable String rowHash,
      @Nullable Instant installedAt,
      Rotation rotation) {
    return new LedgerTenant(
        ledger.id(),
        ledger.platformId(),
        ledger.namespace(),
        ledger.name(),
        ledger.uid(),
        ledger.origin(),
        state,
        ledger.url(),
        ledger.server(),
        ledger.database(),
        ledger.generation(),
        ledger.login(),
        ledger.dataDir(),
        ledger.release(),
        ledger.releaseService(),
        registryId,
        rowHash,
        installedAt,
        null,
        ledger.fence(),
        rotation);
  }

  private Worlds with(
      @Nullable LedgerTenant ledger,
      @Nullable RegistryRow row,
      Presence database,
      Logins logins,
      DatabaseSecret.@Nullable Stored stored) {
    return new Worlds(
        wish,
        new World(
            ledger,
            row,
            world.rowNote(),
            database,
            logins,
            stored != null,
            access(ledger, row, stored),
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            world.route(),
            world.progress()),
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
