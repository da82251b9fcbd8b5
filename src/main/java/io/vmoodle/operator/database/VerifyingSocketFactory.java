package io.vmoodle.operator.database;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * Sockets that trust certain authorities, for PostgreSQL's driver, whose own factory wants them in
 * a file. The driver makes it by its name and gives it one text: {@link #argument}.
 */
public final class VerifyingSocketFactory extends WrappedFactory {
  private static final String NAME_TOO = "name\n";

  private final boolean verifiesName;

  /**
   * Called by the driver.
   *
   * @param argument from {@link #argument}
   */
  public VerifyingSocketFactory(String argument) throws GeneralSecurityException, IOException {
    verifiesName = argument.startsWith(NAME_TOO);
    var pem = verifiesName ? argument.substring(NAME_TOO.length()) : argument;
    var context = SSLContext.getInstance("TLS");
    context.init(null, pem.isEmpty() ? null : trusting(pem), null);
    factory = context.getSocketFactory();
  }

  /** What makes a factory for these connections. */
  static String argument(Tls tls) {
    var pem = tls.authorities() == null ? "" : tls.authorities();
    return tls.mode() == Tls.Mode.VERIFY_FULL ? NAME_TOO + pem : pem;
  }

  private static TrustManager[] trusting(String pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    var number = 0;
    for (var certificate : Tls.certificates(pem)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  /**
   * The name is verified in the handshake, so that a wrong one fails as a wrong certificate does.
   */
  @Override
  public Socket createSocket(Socket socket, @Nullable String host, int port, boolean autoClose)
      throws IOException {
    var secure = super.createSocket(socket, host, port, autoClose);
    if (verifiesName && secure instanceof SSLSocket tls) {
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    return secure;
  }
}
