package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.tenant.facts.Wish;
import org.jspecify.annotations.Nullable;

/** The registry row that a tenant should have. */
public final class DesiredRow {
  /** Of the tables of a Moodle that the operator has installed. */
  public static final String DEFAULT_PREFIX = "mdl_";

  /** The plugin's value for a Moodle that takes no part in MNet. */
  private static final int MNET_OFF = -1;

  private DesiredRow() {}

  /**
   * The row.
   *
   * @param server the tenant's database server
   * @param credentials what Moodle logs in with
   * @param current the row as it is; its id is kept, and of an adopted Moodle also what no field of
   *     the resource says
   */
  public static RegistryRow of(
      Wish wish,
      LedgerTenant tenant,
      DatabaseServerSpec server,
      Credentials credentials,
      @Nullable RegistryRow current) {
    var site = wish.spec().site();
    var existing = wish.spec().source().existing();
    return new RegistryRow(
        current == null ? null : current.id(),
        site.fullName(),
        site.shortName(),
        site.description(),
        tenant.url(),
        driver(server.engine()),
        server.host(),
        credentials.username(),
        credentials.password(),
        tenant.database(),
        existing == null ? DEFAULT_PREFIX : existing.tablePrefix(),
        existing != null && current != null && current.vdbpersist(),
        tenant.dataDir(),
        existing != null && current != null ? current.mnet() : MNET_OFF,
        tenant.installedAt() != null && !tenant.upkeep().suspended(),
        Metadata.of(tenant.id(), tenant.release()));
  }

  private static String driver(@Nullable Engine engine) {
    if (engine == null) {
      throw new IllegalArgumentException("a server of an unknown engine is not used");
    }
    return Dialect.of(engine).moodleDriver();
  }
}
