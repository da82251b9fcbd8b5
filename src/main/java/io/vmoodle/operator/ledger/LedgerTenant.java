package io.vmoodle.operator.ledger;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
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

  private LedgerTenantBuilder with() {
    return LedgerTenantBuilder.builder(this);
  }

  LedgerTenant boundTo(String newUid) {
    return with().uid(newUid).fence(fence + 1).build();
  }

  LedgerTenant in(TenantState newState) {
    return with().state(newState).fence(fence + 1).build();
  }

  LedgerTenant released(Instant now) {
    return with()
        .state(TenantState.RELEASED)
        .registryId(null)
        .rowHash(null)
        .releasedAt(millis(now))
        .fence(fence + 1)
        .build();
  }

  LedgerTenant reclaimed(String newUid) {
    return with()
        .uid(newUid)
        .state(TenantState.ACTIVE)
        .registryId(null)
        .rowHash(null)
        .releasedAt(null)
        .upkeep(upkeep.back())
        .fence(fence + 1)
        .build();
  }

  LedgerTenant installed(Instant now) {
    return with().installedAt(millis(now)).build();
  }

  /** As the ledger stores times, so that a tenant equals itself when it is read again. */
  private static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  LedgerTenant beginning(Operation first) {
    return with().fence(fence + 1).operation(first).build();
  }

  LedgerTenant inGeneration(String newDatabase, Operation next) {
    return with()
        .database(newDatabase)
        .generation(generation + 1)
        .fence(fence + 1)
        .operation(next)
        .build();
  }

  LedgerTenant with(@Nullable Operation newOperation) {
    return with().operation(newOperation).build();
  }

  /** The same, once its database is on another release. */
  public LedgerTenant onRelease(String newRelease, String newService) {
    return with().release(newRelease).releaseService(newService).build();
  }

  /** The same, once it has another of its databases. */
  public LedgerTenant inDatabase(String newDatabase, int newGeneration) {
    return with().database(newDatabase).generation(newGeneration).build();
  }

  LedgerTenant keeping(List<Generations.Kept> kept) {
    return with().generations(new Generations(generations.last(), kept)).build();
  }

  /** The same, as nobody can have seen it who saw it before. */
  LedgerTenant fencedOff() {
    return with().fence(fence + 1).build();
  }

  /** The same, kept from its visitors or not. */
  public LedgerTenant keptUp(Upkeep newUpkeep) {
    return with().upkeep(newUpkeep).build();
  }
}
