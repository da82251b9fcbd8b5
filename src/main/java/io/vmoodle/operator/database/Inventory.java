package io.vmoodle.operator.database;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is on a server: every database, and the accounts whose names begin as tenants' names do,
 * ours or not.
 *
 * @param databases by name; all of them, because tenants may have existing ones of any name
 * @param logins by name: accounts that can log in, or could if they were not locked; a locked one
 *     may be half made or half dropped
 * @param owners names of the roles that own databases and never log in; empty on MariaDB
 */
public record Inventory(
    Map<String, FoundDatabase> databases, Map<String, FoundLogin> logins, Set<String> owners) {
  /** Copies what it is given. */
  public Inventory {
    databases = Map.copyOf(databases);
    logins = Map.copyOf(logins);
    owners = Set.copyOf(owners);
  }

  /**
   * A database.
   *
   * @param tenantId the tenant that its marker names; null: not made by the operator
   * @param usable false while it is half made or half dropped, open to everybody, or, restored by
   *     hand, not open to its own login
   */
  public record FoundDatabase(@Nullable String tenantId, boolean usable) {}

  /**
   * A login.
   *
   * @param tenantId the tenant that its marker names; null: not made by the operator
   * @param locked it cannot log in
   * @param maxConnections how many sessions it may have at a time; 0: as many as it likes
   */
  public record FoundLogin(@Nullable String tenantId, boolean locked, int maxConnections) {}

  /** The ids of tenants that a name on the server could belong to; for whoever asks often. */
  public Set<String> tenantIds() {
    return Stream.of(databases.keySet(), logins.keySet(), owners)
        .flatMap(Set::stream)
        .flatMap(name -> TenantNames.idIn(name).stream())
        .collect(toUnmodifiableSet());
  }
}
