package io.vmoodle.operator.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.ServerFacts;
import io.vmoodle.operator.kube.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedServerTest {
  private static final Finding WHY = new Finding(Reason.IdentityChanged, "It is another one.");

  private final CheckedServer seen = seen("first", "new");

  @Test
  void aFrozenServerIsNotWorkedOnAndKeepsTheIdentityThatItHad() {
    var frozen = seen.frozen("old", WHY);

    assertThat(frozen.health().problem()).isEqualTo(WHY);
    assertThat(frozen.server()).isNull();
    assertThat(frozen.status(null).identity()).isEqualTo("old");
    assertThat(frozen.status("stale").identity()).isEqualTo("old");
  }

  @Test
  void aServerThatIsDownKeepsItsRecordedIdentity() {
    var down = CheckedServer.broken("first", new Finding(Reason.DatabaseUnavailable, "down"));

    assertThat(down.status("old").identity()).isEqualTo("old");
    assertThat(seen.status("old").identity()).isEqualTo("new");
  }

  @Test
  void ofTwoEntriesForOneServerOnlyTheFirstIsUsed() {
    var checked =
        OneServerTwice.refuse(
            List.of(seen("a", "one"), seen("b", "two"), seen("c", "one"), seen("d", "one")),
            Map.of());

    assertThat(checked)
        .extracting(server -> server.problem() == null)
        .containsExactly(true, true, false, false);
    assertThat(checked.get(2).health().problem())
        .isNotNull()
        .extracting(Finding::reason)
        .isEqualTo(Reason.DuplicateDatabaseServer);
    assertThat(checked.get(2).health().message()).contains("c", "server a", "remove the entry");
  }

  /** The entry whose host leads elsewhere since must not take a healthy one's tenants with it. */
  @Test
  void ofTwoEntriesTheOneThatTheServerIsKnownByIsUsed() {
    var checked =
        OneServerTwice.refuse(
            List.of(seen("astray", "two"), seen("b", "two"), seen("alias", "two")),
            Map.of("astray", "one", "b", "two"));

    assertThat(checked)
        .extracting(server -> server.problem() == null)
        .containsExactly(false, true, false);
    assertThat(checked.get(0).health().message()).contains("server b");
  }

  @Test
  void aServerThatIsDownIsStillTheOneThatItWas() {
    var down = CheckedServer.broken("a", new Finding(Reason.DatabaseUnavailable, "down"));

    var checked =
        OneServerTwice.refuse(
            List.of(down, seen("b", "one"), seen("c", "two")), Map.of("a", "one", "d", "two"));

    assertThat(checked.get(0)).isEqualTo(down);
    assertThat(checked.get(1).problem()).isNotNull();
    assertThat(checked.get(2).problem()).as("d is no entry any more").isNull();
  }

  private static CheckedServer seen(String name, String identity) {
    return new CheckedServer(
        name, null, new ServerFacts("17.6", identity, List.of(), List.of()), null, null);
  }
}
