package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OwnServers
class ReachabilityIT {
  private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServerThatIsDownOrSilentIsToldSoonAndUsedAgainWhenItIsBack(Engine engine)
      throws IOException {
    var real = RealServer.of(engine);
    try (var relay = new Relay(real.lab().port());
        var server = throughRelay(real, relay)) {
      assertUnavailable(server);

      relay.pass();
      await().until(() -> works(server));

      relay.cut();
      assertUnavailable(server);

      relay.hang();
      assertUnavailable(server);

      relay.cut();
      relay.pass();
      await().until(() -> works(server));
      assertThat(works(server)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aWrongAdminPasswordIsTold(Engine engine) {
    var real = RealServer.of(engine);
    for (var wrong :
        new Credentials[] {
          new Credentials(RealServer.ADMIN.username(), "wrong-Secret-9"),
          new Credentials("nobody", "wrong-Secret-9")
        }) {
      try (var server = DatabaseServer.at(real.endpoint(), wrong)) {
        assertThatThrownBy(server::inventory)
            .isInstanceOfSatisfying(
                DatabaseException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION);
                  assertThat(e)
                      .hasMessageContaining(wrong.username())
                      .hasMessageContaining("127.0.0.1:" + real.lab().port())
                      .hasNoCause();
                });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aHostThatDoesNotExistIsUnavailable(Engine engine) {
    try (var server =
        DatabaseServer.at(Endpoint.of(engine, "no-such-host.invalid"), RealServer.ADMIN)) {
      assertUnavailable(server);
    }
  }

  private static DatabaseServer throughRelay(RealServer real, Relay relay) {
    return DatabaseServer.at(
        new Endpoint(real.endpoint().engine(), "127.0.0.1", relay.port()), RealServer.ADMIN);
  }

  private static void assertUnavailable(DatabaseServer server) {
    var start = System.nanoTime();
    assertThatThrownBy(() -> server.exists("anything"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThatThrownBy(() -> server.canLogin("", new Credentials("somebody", "x")))
        .as("a failure is not an answer")
        .isInstanceOf(DatabaseException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(A_FEW_SECONDS.multipliedBy(2));
  }

  private static boolean works(DatabaseServer server) {
    try {
      return !server.exists("vm_nothing000_1");
    } catch (DatabaseException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      return false;
    }
  }
}
