package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.cluster.server.CertificateAuthority;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.database.Tls.Mode;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each mode demands of a server, the same of both engines. */
class TlsIT {
  private static final String IN_CERTIFICATE = "127.0.0.1";
  private static final String NOT_IN_CERTIFICATE = "localhost";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServerIsBelievedAsFarAsTheModeSays(Engine engine) throws Exception {
    var authority = new CertificateAuthority();
    var address = List.of(InetAddress.getLoopbackAddress());
    var lab = DatabaseLab.withTls(engine, authority.server("server", Set.of(), address));
    var right = authority.certificate();
    var wrong = new CertificateAuthority().certificate();

    assertThat(cipher(lab, engine, NOT_IN_CERTIFICATE, Tls.NONE)).isEmpty();
    assertThat(cipher(lab, engine, NOT_IN_CERTIFICATE, new Tls(Mode.REQUIRE, null))).isNotEmpty();
    assertThat(cipher(lab, engine, NOT_IN_CERTIFICATE, new Tls(Mode.VERIFY_CA, right)))
        .isNotEmpty();
    assertThat(cipher(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_FULL, right))).isNotEmpty();
    assertThat(cipher(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_FULL, wrong + right)))
        .as("one of several authorities")
        .isNotEmpty();

    assertRefused(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_CA, wrong));
    assertRefused(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_FULL, wrong));
    assertRefused(lab, engine, NOT_IN_CERTIFICATE, new Tls(Mode.VERIFY_FULL, right));
    assertPoolRefused(lab, engine, new Tls(Mode.VERIFY_CA, wrong));
    if (engine == Engine.PostgreSQL) {
      assertRefused(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_CA, null));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServerWithoutTlsIsNotTalkedToPlainly(Engine engine) {
    var lab = RealServer.of(engine).lab();
    var authority = new CertificateAuthority().certificate();

    assertRefused(lab, engine, IN_CERTIFICATE, new Tls(Mode.REQUIRE, null));
    assertRefused(lab, engine, IN_CERTIFICATE, new Tls(Mode.VERIFY_FULL, authority));
  }

  private static void assertRefused(DatabaseLab lab, Engine engine, String host, Tls tls) {
    try (var server =
        DatabaseServer.at(new Endpoint(engine, host, lab.port()), RealServer.ADMIN, tls)) {
      assertThatThrownBy(() -> server.open("", RealServer.ADMIN))
          .as(tls + " of " + host)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS));
    }
  }

  /** A pool tries again and again, and tells of it in words of its own. */
  private static void assertPoolRefused(DatabaseLab lab, Engine engine, Tls tls) {
    try (var server =
        DatabaseServer.at(
            new Endpoint(engine, IN_CERTIFICATE, lab.port()), RealServer.ADMIN, tls)) {
      assertThatThrownBy(server::facts)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS));
    }
  }

  /** What the admin's session, and one beside the pool, is encrypted with; empty: with nothing. */
  private static String cipher(DatabaseLab lab, Engine engine, String host, Tls tls)
      throws SQLException {
    var endpoint = new Endpoint(engine, host, lab.port());
    var question =
        switch (engine) {
          case MariaDB ->
              "SELECT variable_value FROM information_schema.session_status"
                  + " WHERE variable_name = 'Ssl_cipher'";
          case PostgreSQL ->
              "SELECT coalesce(cipher, '') FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        };
    try (var server = DatabaseServer.at(endpoint, RealServer.ADMIN, tls);
        var pooled = server.open("");
        var direct = server.open("", RealServer.ADMIN)) {
      var cipher = Sql.texts(pooled, question).getFirst();
      assertThat(Sql.texts(direct, question).getFirst().isEmpty()).isEqualTo(cipher.isEmpty());
      return cipher;
    }
  }
}
