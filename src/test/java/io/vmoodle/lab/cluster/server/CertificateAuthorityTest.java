package io.vmoodle.lab.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private final CertificateAuthority authority = new CertificateAuthority();

  private static X509Certificate read(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void signsServersWithTheirNames() throws Exception {
    var server =
        authority.server(
            "kube-apiserver", List.of("localhost"), List.of(InetAddress.getByName("10.96.0.1")));
    var certificate = read(server.certificate());

    assertThatCode(() -> certificate.verify(read(authority.certificate()).getPublicKey()))
        .doesNotThrowAnyException();
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(it -> it.get(1))
        .isEqualTo(List.of("localhost", "10.96.0.1"));
  }

  @Test
  void aClientIsItsUserAndGroup() throws Exception {
    var certificate = read(authority.client("admin", "system:masters").certificate());

    assertThat(certificate.getSubjectX500Principal().getName())
        .contains("CN=admin", "O=system:masters");
    assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
  }

  @Test
  void keysDoNotGetIntoText() {
    assertThat(authority.client("admin", "").toString()).doesNotContain("BEGIN");
    assertThat(CertificateAuthority.tokenKeys().toString()).doesNotContain("BEGIN");
  }
}
