package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Tenants for tests, by number, and their rows as the operator wrote them. */
public final class Written {
  private Written() {}

  /** Of tenants 1 to n. */
  static List<LedgerTenant> tenants(int number) {
    return LongStream.rangeClosed(1, number).mapToObj(Written::tenant).toList();
  }

  /** Of tenants 1 to n. */
  static List<RegistryRow> rows(int number) {
    return LongStream.rangeClosed(1, number).mapToObj(Written::row).toList();
  }

  static LedgerTenant tenant(long number) {
    var row = row(number);
    return tenant(number, TenantState.ACTIVE, number, RowHash.of(id(number), row));
  }

  static LedgerTenant tenant(
      long number, TenantState state, @Nullable Long registryId, @Nullable String rowHash) {
    var id = id(number);
    return new LedgerTenant(
        id,
        1,
        "schools",
        "t" + number,
        "uid",
        Origin.CREATED,
        state,
        url(number),
        "first",
        "vm_%s_1".formatted(id),
        1,
        "vm_%s_a".formatted(id),
        "/srv/moodledata/" + id,
        "4.4",
        "moodle-44:80",
        registryId,
        rowHash,
        null,
        null,
        1,
        Rotation.NONE,
        null);
  }

  static RegistryRow row(long number) {
    return row(number, number, "Tenant", "Secret-1");
  }

  static RegistryRow row(long id, long number, String name, String password) {
    return new RegistryRow(
        id,
        name,
        "t" + number,
        "",
        url(number),
        "mariadb",
        "db",
        "vm_%s_a".formatted(id(number)),
        password,
        "vm_%s_1".formatted(id(number)),
        "mdl_",
        false,
        "/srv/moodledata/" + id(number),
        -1,
        true,
        "");
  }

  static String id(long number) {
    return "tenant%04d".formatted(number);
  }

  static String url(long number) {
    return "https://t%d.example.edu".formatted(number);
  }
}
