package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.RowHash;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's Moodle logs in with, now and next.
 *
 * @param current what it logs in with; null where nothing says so
 * @param next what it is to log in with instead; null where nothing is to change
 * @param planned {@code next} is stored, so that a login may get this password
 * @param untidy the Secret says something else than this
 */
public record DatabaseCredentials(
    @Nullable Credentials current, @Nullable Credentials next, boolean planned, boolean untidy) {
  /** Nothing says what to log in with. */
  public static final DatabaseCredentials NONE = of(null);

  /** Credentials that the operator only passes on. */
  public static DatabaseCredentials of(@Nullable Credentials current) {
    return new DatabaseCredentials(current, null, false, false);
  }

  /**
   * Of a tenant whose database and logins the operator made.
   *
   * <p>A Moodle that serves is never given a password that was not tried. So, as long as the row is
   * as it was written, it is what counts; another password in the Secret is what somebody wishes
   * for, and the other login gets it.
   *
   * @param row the tenant's own row, null where it has none
   */
  public static DatabaseCredentials of(
      DatabaseSecret.Stored stored, LedgerTenant tenant, @Nullable RegistryRow row) {
    var login = tenant.login();
    var next = stored.next();
    if (next != null && next.username().equals(login)) {
      // The row was switched to it, and the process died before it tidied up.
      return new DatabaseCredentials(next, null, false, true);
    }
    var other = new TenantNames(tenant.id()).otherLogin(login);
    var inSecret = stored.current();
    if (row != null && isAsWritten(tenant, row)) {
      var current = new Credentials(login, row.vdbpass());
      if (!row.vdbpass().equals(inSecret.password())) {
        return new DatabaseCredentials(
            current, new Credentials(other, inSecret.password()), false, false);
      }
    }
    var planned = next != null && next.username().equals(other);
    return new DatabaseCredentials(
        new Credentials(login, inSecret.password()),
        planned ? next : null,
        planned,
        !inSecret.username().equals(login) || (next != null && !planned));
  }

  private static boolean isAsWritten(LedgerTenant tenant, RegistryRow row) {
    return row.vdblogin().equals(tenant.login())
        && !row.vdbpass().isEmpty()
        && RowHash.of(tenant.id(), row).equals(tenant.rowHash());
  }
}
