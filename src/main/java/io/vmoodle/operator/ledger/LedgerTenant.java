package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the ledger has it. Times have a precision of milliseconds.
 *
 * @param id ten characters {@code [a-z0-9]}
 * @param platformId the ledger's number of its platform
 * @param namespace of the VirtualMoodle
 * @param name of the VirtualMoodle
 * @param uid of the VirtualMoodle
 * @param origin who made its database and folder
 * @param state wanted, being removed, or retained
 * @param url its root URL; claimed unless {@link TenantState#RELEASED}
 * @param server name of its database server in the platform
 * @param database its current database
 * @param generation the number in that database's name; 0 for an existing database
 * @param login the login that serves it now
 * @param dataDir path of its data folder
 * @param release name of the release that its database is on
 * @param releaseService {@code name:port} of that release's Service, kept so that a release that
 *     vanishes from the platform still routes
 * @param registryId id of its registry row, once written
 * @param rowHash hash of that row as the operator last wrote it
 * @param installedAt when a Moodle was first seen in its database; from then on the operator never
 *     creates a database or installs for it
 * @param releasedAt when it became {@link TenantState#RELEASED}
 * @param fence raised whenever an operation on the tenant starts
 * @param rotation how it came to the login that it has
 * @param operation what is being done to it, or the upgrade that failed last; null where nothing is
 * @param generations its other databases
 * @param upkeep whether it is kept from its visitors
 */
public record LedgerTenant(
    String id,
    long platformId,
    String namespace,
    String name,
    String uid,
    Origin origin,
    TenantState state,
    String url,
    String server,
    String database,
    int generation,
    String login,
    String dataDir,
    String release,
    String releaseService,
    @Nullable Long registryId,
    @Nullable String rowHash,
    @Nullable Instant installedAt,
    @Nullable Instant releasedAt,
    long fence,
    Rotation rotation,
    @Nullable Operation operation,
    Generations generations,
    Upkeep upkeep) {
  /** One that has no other databases, and is served like any other. */
  public LedgerTenant(
      String id,
      long platformId,
      String namespace,
      String name,
      String uid,
      Origin origin,
      TenantState state,
      String url,
      String server,
      String database,
      int generation,
      String login,
      String dataDir,
      String release,
      String releaseService,
      @Nullable Long registryId,
      @Nullable String rowHash,
      @Nullable Instant installedAt,
      @Nullable Instant releasedAt,
      long fence,
      Rotation rotation,
      @Nullable Operation operation) {
    this(
        id,
        platformId,
        namespace,
        name,
        uid,
        origin,
        state,
        url,
        server,
        database,
        generation,
        login,
        dataDir,
        release,
        releaseService,
        registryId,
        rowHash,
        installedAt,
        releasedAt,
        fence,
        rotation,
        operation,
        Generations.NONE,
        Upkeep.NONE);
  }

  LedgerTenant boundTo(String newUid) {
    return with(newUid, state, registryId, rowHash, installedAt, releasedAt, fence + 1);
  }

  LedgerTenant in(TenantState newState) {
    return with(uid, newState, registryId, rowHash, installedAt, releasedAt, fence + 1);
  }

  LedgerTenant released(Instant now) {
    return with(uid, TenantState.RELEASED, null, null, installedAt, millis(now), fence + 1);
  }

  LedgerTenant reclaimed(String newUid) {
    return with(newUid, TenantState.ACTIVE, null, null, installedAt, null, fence + 1);
  }

  LedgerTenant installed(Instant now) {
    return with(uid, state, registryId, rowHash, millis(now), releasedAt, fence);
  }

  /** As the ledger stores times, so that a tenant equals itself when it is read again. */
  private static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private LedgerTenant with(
      String newUid,
      TenantState newState,
      @Nullable Long newRegistryId,
      @Nullable String newRowHash,
      @Nullable Instant newInstalledAt,
      @Nullable Instant newReleasedAt,
      long newFence) {
    return new LedgerTenant(
        id,
        platformId,
        namespace,
        name,
        newUid,
        origin,
        newState,
        url,
        server,
        database,
        generation,
        login,
        dataDir,
        release,
        releaseService,
        newRegistryId,
        newRowHash,
        newInstalledAt,
        newReleasedAt,
        newFence,
        rotation,
        operation,
        generations,
        upkeep);
  }

  LedgerTenant beginning(Operation first) {
    return with(uid, state, registryId, rowHash, installedAt, releasedAt, fence + 1).with(first);
  }

  LedgerTenant inGeneration(String newDatabase, Operation next) {
    return changed(newDatabase, generation + 1, fence + 1, next);
  }

  LedgerTenant with(@Nullable Operation newOperation) {
    return changed(database, generation, fence, newOperation);
  }

  private LedgerTenant changed(
      String newDatabase, int newGeneration, long newFence, @Nullable Operation newOperation) {
    return new LedgerTenant(
        id,
        platformId,
        namespace,
        name,
        uid,
        origin,
        state,
        url,
        server,
        newDatabase,
        newGeneration,
        login,
        dataDir,
        release,
        releaseService,
        registryId,
        rowHash,
        installedAt,
        releasedAt,
        newFence,
        rotation,
        newOperation,
        generations,
        upkeep);
  }

  /** The same, once its database is on another release. */
  public LedgerTenant onRelease(String newRelease, String newService) {
    return new LedgerTenant(
        id,
        platformId,
        namespace,
        name,
        uid,
        origin,
        state,
        url,
        server,
        database,
        generation,
        login,
        dataDir,
        newRelease,
        newService,
        registryId,
        rowHash,
        installedAt,
        releasedAt,
        fence,
        rotation,
        operation,
        generations,
        upkeep);
  }

  /** The same, once it has another of its databases. */
  public LedgerTenant inDatabase(String newDatabase, int newGeneration) {
    return new LedgerTenant(
        id,
        platformId,
        namespace,
        name,
        uid,
        origin,
        state,
        url,
        server,
        newDatabase,
        newGeneration,
        login,
        dataDir,
        release,
        releaseService,
        registryId,
        rowHash,
        installedAt,
        releasedAt,
        fence,
        rotation,
        operation,
        generations,
        upkeep);
  }

  LedgerTenant keeping(List<Generations.Kept> kept) {
    return with(new Generations(generations.last(), kept), upkeep);
  }

  /** The same, as nobody can have seen it who saw it before. */
  LedgerTenant fencedOff() {
    return with(uid, state, registryId, rowHash, installedAt, releasedAt, fence + 1);
  }

  /** The same, kept from its visitors or not. */
  public LedgerTenant keptUp(Upkeep newUpkeep) {
    return with(generations, newUpkeep);
  }

  private LedgerTenant with(Generations newGenerations, Upkeep newUpkeep) {
    return new LedgerTenant(
        id,
        platformId,
        namespace,
        name,
        uid,
        origin,
        state,
        url,
        server,
        database,
        generation,
        login,
        dataDir,
        release,
        releaseService,
        registryId,
        rowHash,
        installedAt,
        releasedAt,
        fence,
        rotation,
        operation,
        newGenerations,
        newUpkeep);
  }
}
