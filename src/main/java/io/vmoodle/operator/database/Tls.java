package io.vmoodle.operator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How connections to a server are protected. None ever falls back to less.
 *
 * @param mode what is demanded of the server
 * @param authorities certificates of who may vouch for the server, as PEM; null: those that Java
 *     trusts
 */
public record Tls(Mode mode, @Nullable String authorities) {
  /** What is demanded of a server. */
  public enum Mode {
    /** Nothing: no encryption. */
    DISABLE,
    /** Encryption, by whomever. */
    REQUIRE,
    /** Encryption, by a server that an authority vouches for. */
    VERIFY_CA,
    /**
     * Encryption, by a server that an authority vouches for under the name that is connected to.
     */
    VERIFY_FULL
  }

  /** No encryption. */
  public static final Tls NONE = new Tls(Mode.DISABLE, null);

  /**
   * Checks the certificates.
   *
   * @throws IllegalArgumentException when there is no certificate in them
   */
  public Tls {
    if (authorities != null && certificates(authorities).isEmpty()) {
      throw new IllegalArgumentException("there is no certificate in it");
    }
  }

  /** Whether the server has to show that it is the server. */
  boolean verifies() {
    return mode == Mode.VERIFY_CA || mode == Mode.VERIFY_FULL;
  }

  /** All certificates of a PEM text; empty when it is none. */
  static List<X509Certificate> certificates(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return "Tls[%s%s]".formatted(mode, authorities == null ? "" : ", own authorities");
  }
}
