package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.RowNote;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Worlds for tests, changed part by part; each of {@link Wishes}' tenant. */
record Worlds(Wish wish, World world) {
  static final String ID = "abcdefghij";
  static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  static final Credentials CREDENTIALS = new Credentials("vm_abcdefghij_a", "generated-Secret-1");

  /** Nothing was ever claimed. */
  static Worlds unclaimed(Wish wish) {
    return new Worlds(wish, World.EMPTY);
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
            1);
    return new Worlds(wish, World.EMPTY)
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
    return with(ledger, world.row(), world.database(), world.login(), world.credentials());
  }

  Worlds row(@Nullable RegistryRow row) {
    return with(world.ledger(), row, world.database(), world.login(), world.credentials());
  }

  Worlds database(Presence database) {
    return with(world.ledger(), world.row(), database, world.login(), world.credentials());
  }

  Worlds login(Presence login) {
    return with(world.ledger(), world.row(), world.database(), login, world.credentials());
  }

  /** From the Secret that the operator stored; null: there is none. */
  Worlds credentials(@Nullable Credentials credentials) {
    return with(world.ledger(), world.row(), world.database(), world.login(), credentials);
  }

  Worlds credentialsProblem(Finding problem) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.login(),
            world.secretStored(),
            null,
            problem,
            world.adminPasswordProblem(),
            world.route(),
            world.progress()));
  }

  Worlds adminPasswordProblem(Finding problem) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.login(),
            world.secretStored(),
            world.credentials(),
            null,
            problem,
            world.route(),
            world.progress()));
  }

  Worlds route(RouteState route) {
    return new Worlds(
        wish,
        new World(
            world.ledger(),
            world.row(),
            world.rowNote(),
            world.database(),
            world.login(),
            world.secretStored(),
            world.credentials(),
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            route,
            world.progress()));
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
            world.login(),
            world.secretStored(),
            world.credentials(),
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            world.route(),
            world.progress()));
  }

  Worlds progress(Progress progress) {
    return new Worlds(wish, world.with(progress));
  }

  /** A Moodle was seen in the database. */
  Worlds installed() {
    return ledger(
        change(ledgerNow().state(), ledgerNow().registryId(), ledgerNow().rowHash(), THEN));
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
    var ledger = ledgerNow();
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
        ledger.fence());
  }

  private Worlds with(
      @Nullable LedgerTenant ledger,
      @Nullable RegistryRow row,
      Presence database,
      Presence login,
      @Nullable Credentials credentials) {
    return new Worlds(
        wish,
        new World(
            ledger,
            row,
            world.rowNote(),
            database,
            login,
            credentials != null,
            credentials,
            world.credentialsProblem(),
            world.adminPasswordProblem(),
            world.route(),
            world.progress()));
  }
}
