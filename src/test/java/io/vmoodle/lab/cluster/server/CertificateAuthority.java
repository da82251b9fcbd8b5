package io.vmoodle.lab.cluster.server;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The one authority of a cluster; it lives as long as the start of the cluster and keeps nothing.
 */
public final class CertificateAuthority {
  private static final Duration VALID = Duration.ofDays(365);
  private static final int SERIAL_BITS = 127;
  private static final int RSA_BITS = 2048;
  private static final X500Name NAME = new X500Name("CN=vmoodle-lab-ca");

  private final SecureRandom random = new SecureRandom();
  private final KeyPair keys = ellipticCurveKeys();
  private final String certificate;

  /** An authority with keys of its own. */
  public CertificateAuthority() {
    certificate =
        sign(
            NAME,
            keys,
            builder -> {
              builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
              builder.addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            });
  }

  /** The authority's own certificate as PEM. */
  public String certificate() {
    return certificate;
  }

  /** A certificate for a server that is reached by these host names and IP addresses. */
  public Credential server(
      String commonName, Collection<String> names, Collection<InetAddress> addresses) {
    var alternatives =
        Stream.concat(
                names.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                addresses.stream()
                    .map(it -> new GeneralName(GeneralName.iPAddress, it.getHostAddress())))
            .toArray(GeneralName[]::new);
    var serverKeys = ellipticCurveKeys();
    var signed =
        sign(
            name(commonName, ""),
            serverKeys,
            builder -> {
              builder.addExtension(
                  Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
              builder.addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            });
    return new Credential(signed, privateKey(serverKeys));
  }

  /**
   * A certificate for a client: its common name is the user, its organization the group. The key is
   * RSA, because Fabric8 reads elliptic-curve keys only with BouncyCastle beside it.
   */
  public Credential client(String user, String group) {
    var clientKeys = keys("RSA", RSA_BITS);
    var signed =
        sign(
            name(user, group),
            clientKeys,
            builder ->
                builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
    return new Credential(signed, privateKey(clientKeys));
  }

  /** Keys that no certificate goes with; the API server signs tokens with them. */
  static TokenKeys tokenKeys() {
    var pair = ellipticCurveKeys();
    return new TokenKeys(Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded()), privateKey(pair));
  }

  private static X500Name name(String commonName, String organization) {
    var builder = new X500NameBuilder().addRDN(BCStyle.CN, commonName);
    if (!organization.isEmpty()) {
      builder.addRDN(BCStyle.O, organization);
    }
    return builder.build();
  }

  @FunctionalInterface
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws IOException;
  }

  private String sign(X500Name subject, KeyPair subjectKeys, Extensions extensions) {
    // A little earlier than now, for a client whose clock is behind.
    var begin = Instant.now().minus(Duration.ofMinutes(5));
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
            Date.from(begin),
            Date.from(begin.plus(VALID)),
            subject,
            subjectKeys.getPublic());
    try {
      extensions.addTo(builder);
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return Pem.encode("CERTIFICATE", builder.build(signer).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair ellipticCurveKeys() {
    return keys("EC", 256);
  }

  private static KeyPair keys(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String privateKey(KeyPair pair) {
    return Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded());
  }
}
