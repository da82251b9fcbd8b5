package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.ledger.ClaimKind;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimConflictTest {
  private static final Wish WISH = Wishes.install().wish();

  @ParameterizedTest
  @CsvSource({
    "URL, AddressConflict, PERSON",
    "DATABASE, DatabaseClaimed, PERSON",
    "DATA_DIR, DataDirClaimed, PERSON",
    "LOGIN, Progressing, TIME",
    "TENANT_ID, Progressing, TIME"
  })
  void saysWhatIsTaken(ClaimKind kind, Reason reason, WaitsFor waitsFor) {
    var stop = ClaimConflict.stop(WISH, new Taken(kind, "value", Wishes.HOME, "holder"));

    assertThat(stop.at()).isEqualTo(ConditionType.Accepted);
    assertThat(stop.finding().reason()).isEqualTo(reason);
    assertThat(stop.waitsFor()).isEqualTo(waitsFor);
  }

  @Test
  void namesTheHolderInItsOwnNamespace() {
    var stop = ClaimConflict.stop(WISH, new Taken(ClaimKind.URL, "u", Wishes.HOME, "holder"));

    assertThat(stop.finding().message()).contains("holder", "u");
  }

  @ParameterizedTest
  @EnumSource(ClaimKind.class)
  void neverNamesAHolderOfAnotherNamespace(ClaimKind kind) {
    var stop = ClaimConflict.stop(WISH, new Taken(kind, "u", "elsewhere", "holder"));

    assertThat(stop.finding().message()).doesNotContain("holder", "elsewhere");
  }
}
