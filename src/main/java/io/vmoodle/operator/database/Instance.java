package io.vmoodle.operator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One run of the operator, by a secret that only it and the ledger know. From it follow the names
 * under which servers, and whoever is its successor, recognise its sessions: tenants may see such
 * names, and must not be able to make up those of another server.
 *
 * @param secret 32 hexadecimal digits
 */
public record Instance(String secret) {
  private static final int SECRET_BYTES = 16;
  private static final int NAME_LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  /** A run that nobody knows yet. */
  public static Instance create() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Instance(HexFormat.of().formatHex(bytes));
  }

  /** How it is called where others can read it, as in a lease. */
  public String publicName() {
    return "vmoodle-operator-" + derived("lease");
  }

  /** What PostgreSQL shows of a session as the application's name. */
  String applicationName() {
    return "vmoodle-operator " + derived("application");
  }

  /**
   * The lock of MariaDB that one of its sessions holds; all sessions of a server see such locks.
   */
  String sessionLock(int slot) {
    return "vmoodle." + derived("session") + "." + slot;
  }

  private String derived(String purpose) {
    try {
      var hash = Mac.getInstance(ALGORITHM);
      hash.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return HexFormat.of()
          .formatHex(hash.doFinal(purpose.getBytes(UTF_8)))
          .substring(0, NAME_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return publicName();
  }
}
