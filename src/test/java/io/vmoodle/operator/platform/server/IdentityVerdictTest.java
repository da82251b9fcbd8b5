package io.vmoodle.operator.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.platform.server.IdentityVerdict.Changed;
import org.junit.jupiter.api.Test;

class IdentityVerdictTest {
  @Test
  void theFirstServerAndTheSameOneAreWorkedOn() {
    assertThat(IdentityVerdict.of("main", "a", null, null)).isEqualTo(new IdentityVerdict.First());
    assertThat(IdentityVerdict.of("main", "a", "a", null)).isEqualTo(new IdentityVerdict.Known());
    assertThat(IdentityVerdict.of("main", "a", "a", "b"))
        .as("an acknowledgement of another one changes nothing")
        .isEqualTo(new IdentityVerdict.Known());
  }

  @Test
  void anotherServerIsRefusedWithBothIdentitiesAndBothWaysOut() {
    var verdict = (Changed) IdentityVerdict.of("main", "new", "old", null);

    assertThat(verdict.recorded()).isEqualTo("old");
    assertThat(verdict.why().reason()).isEqualTo(Reason.IdentityChanged);
    assertThat(verdict.why().message())
        .contains(
            "identity new",
            "had old",
            "Lead its host back",
            "acceptIdentity of server main to new");
  }

  @Test
  void anAcknowledgementCountsOnlyForTheServerThatWasFound() {
    assertThat(IdentityVerdict.of("main", "new", "old", "new"))
        .isEqualTo(new IdentityVerdict.Accepted("old"));
    var other = (Changed) IdentityVerdict.of("main", "new", "old", "other");
    assertThat(other.why().message()).contains("new", "old", "acceptIdentity says other");
    var oldAgain = (Changed) IdentityVerdict.of("main", "new", "old", "old");
    assertThat(oldAgain.why().message()).contains("acceptIdentity says old");
  }
}
