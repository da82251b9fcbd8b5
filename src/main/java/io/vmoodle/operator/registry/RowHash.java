package io.vmoodle.operator.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A fingerprint of the columns that the operator owns. Kept in the ledger, it tells a row that was
 * edited by hand from one that is to change because its tenant did.
 *
 * <p>It covers the password, so whoever reads it could try passwords against it. It is kept next to
 * the registry, where the password itself is in clear, and nowhere else: not in status, Events or
 * logs. Two tenants with equal rows have different fingerprints.
 */
public final class RowHash {
  private static final String ALGORITHM = "HmacSHA256";

  private RowHash() {}

  /** The fingerprint of a tenant's row, 64 hexadecimal digits. */
  public static String of(String tenantId, RegistryRow row) {
    return of(tenantId, row, EnumSet.allOf(Column.class));
  }

  /** The same without the password: of the two this is the one that may be shown. */
  public static String withoutPassword(String tenantId, RegistryRow row) {
    return of(tenantId, row, EnumSet.complementOf(EnumSet.of(Column.VDBPASS)));
  }

  private static String of(String tenantId, RegistryRow row, Set<Column> columns) {
    try {
      var hash = Mac.getInstance(ALGORITHM);
      hash.init(new SecretKeySpec(tenantId.getBytes(UTF_8), ALGORITHM));
      for (var column : columns) {
        hash.update(part(column, row).getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(hash.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** With its length, so that no value can pass for the end of one and the start of the next. */
  private static String part(Column column, RegistryRow row) {
    var value =
        column == Column.METADATA
            ? Metadata.tenantId(row).orElse("") + "/" + Metadata.release(row).orElse("")
            : String.valueOf(column.value(row));
    return "%s:%d:%s;".formatted(column.column(), value.length(), value);
  }
}
