package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.ServerFacts;
import io.vmoodle.operator.kube.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedServerTest {
  private final CheckedServer seen =
      new CheckedServer("first", null, new ServerFacts("17.6", "new", List.of(), List.of()), null);

  @Test
  void anotherServerThanTheRecordedOneIsNotWorkedOnAndKeepsItsRecord() {
    var checked = seen.asRecorded("old");

    assertThat(checked.health().problem())
        .isNotNull()
        .extracting(Finding::reason)
        .isEqualTo(Reason.IdentityChanged);
    assertThat(checked.health().message()).contains("new").contains("old");
    assertThat(checked.server()).isNull();
    assertThat(checked.status("old").identity()).isEqualTo("old");
  }

  @Test
  void theSameServerAndOneThatWasNeverSeenAreWorkedOn() {
    assertThat(seen.asRecorded("new")).isSameAs(seen);
    assertThat(seen.asRecorded(null)).isSameAs(seen);
    assertThat(seen.status(null).identity()).isEqualTo("new");
  }

  @Test
  void aServerThatIsDownKeepsItsRecordedIdentity() {
    var down = CheckedServer.broken("first", new Finding(Reason.DatabaseUnavailable, "down"));

    assertThat(down.asRecorded("old").status("old").identity()).isEqualTo("old");
  }
}
