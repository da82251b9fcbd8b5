package io.vmoodle.operator.tenant.facts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.database.Inventory.FoundLogin;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the login that served before is closed. */
class OtherLoginTest {
  private static final FoundLogin OPEN = new FoundLogin(Worlds.ID, false, 50);
  private static final FoundLogin LOCKED = new FoundLogin(Worlds.ID, true, 50);
  private static final LedgerTenant TENANT = tenant();

  @ParameterizedTest
  @CsvSource({"0, IN_GRACE", "9, IN_GRACE", "10, DUE", "59, DUE", "60, OVERDUE", "9999, OVERDUE"})
  void staysOpenForAMinuteAtTheMost(int seconds, OtherLogin expected) {
    assertThat(OtherLogin.of(TENANT, OPEN, Worlds.THEN.plusSeconds(seconds))).isEqualTo(expected);
  }

  @Test
  void isNotOpenForEverWhenTheClockIsSetBack() {
    assertThat(OtherLogin.of(TENANT, OPEN, Worlds.THEN.minusSeconds(1)))
        .isEqualTo(OtherLogin.OVERDUE);
  }

  @Test
  void isClosedAtOnceWhereNothingWasRotated() {
    assertThat(OtherLogin.of(never(), OPEN, Worlds.THEN)).isEqualTo(OtherLogin.OVERDUE);
  }

  @Test
  void isNotClosedByALockAloneWhichSessionsOutlive() {
    var now = Worlds.THEN.plusSeconds(100);

    assertThat(OtherLogin.of(TENANT, LOCKED, now)).isEqualTo(OtherLogin.OVERDUE);
    assertThat(OtherLogin.of(never(), LOCKED, now)).isEqualTo(OtherLogin.CLOSED);
  }

  @Test
  void isLeftAloneWhenItIsGoneOrSomebodyElses() {
    var now = Worlds.THEN.plusSeconds(100);

    assertThat(OtherLogin.of(TENANT, null, now)).isEqualTo(OtherLogin.CLOSED);
    assertThat(OtherLogin.of(TENANT, new FoundLogin(null, false, 50), now))
        .isEqualTo(OtherLogin.CLOSED);
  }

  private static LedgerTenant never() {
    return requireNonNull(Worlds.settled(Wishes.install().wish()).world().ledger());
  }

  private static LedgerTenant tenant() {
    var rotated = Worlds.settled(Wishes.install().wish()).rotated("request-1");
    return requireNonNull(rotated.world().ledger());
  }
}
