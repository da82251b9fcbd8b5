package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class DriftConsentsIT {
  private final LedgerLab lab;
  private final Ledger ledger;
  private final LedgerTenant hugo;
  private final LedgerTenant zola;

  DriftConsentsIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
    hugo = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();
    zola = ((Claimed) ledger.claim(Tenants.named("zola"))).tenant();
  }

  @Test
  void aConsentTakesThePlaceOfTheOneBeforeAndIsCounted() {
    assertThat(ledger.driftConsents()).isEqualTo(new DriftConsents(0, Map.of()));

    ledger.consentToDrift(Map.of(hugo.id(), "one", zola.id(), "two"));
    assertThat(ledger.driftConsents())
        .isEqualTo(new DriftConsents(1, Map.of(hugo.id(), "one", zola.id(), "two")));

    ledger.consentToDrift(Map.of(zola.id(), "three"));
    assertThat(ledger.driftConsents()).isEqualTo(new DriftConsents(2, Map.of(zola.id(), "three")));
    assertThat(lab.newLedger().driftConsents().number()).as("of another platform").isZero();
  }

  @Test
  void itEndsWithTheMendingOrWithTheTenant() {
    ledger.consentToDrift(Map.of(hugo.id(), "one", zola.id(), "two"));

    ledger.fenced(
        hugo,
        connection -> {
          ledger.endDriftConsent(connection, hugo);
          return hugo;
        });
    assertThat(ledger.driftConsents().drift()).containsOnlyKeys(zola.id());
    var deleting = Tenants.deleting(ledger, zola);
    ledger.purge(ledger.release(deleting, Instant.now(), connection -> 0));

    assertThat(ledger.driftConsents()).isEqualTo(new DriftConsents(1, Map.of()));
  }

  @Test
  void anOldLeaderHasNobodysConsent() {
    lab.platforms().raiseEpoch(ledger.platform(), "next");

    assertThatThrownBy(() -> ledger.consentToDrift(Map.of(hugo.id(), "one")))
        .isInstanceOf(StaleLeader.class);
    assertThat(ledger.driftConsents()).isEqualTo(new DriftConsents(0, Map.of()));
  }

  @Test
  void whatIsReadAtOneMomentFitsEachOther() {
    var both =
        ledger.atOneMoment(
            "read twice",
            connection -> {
              var before = ledger.tenants(connection);
              Tenants.deleting(ledger, hugo);
              return Map.of("before", before, "after", ledger.tenants(connection));
            });

    assertThat(both.get("after")).isEqualTo(both.get("before")).contains(hugo, zola);
    assertThat(ledger.tenants()).doesNotContain(hugo);
  }
}
