package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ClaimRaceIT {
  private static final int THREADS = 16;

  private final LedgerLab lab;
  private final Ledger ledger;

  ClaimRaceIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
  }

  @RepeatedTest(5)
  void ofManyThatClaimOneUrlExactlyOneGetsIt() throws Exception {
    var outcomes = claimAtOnce(i -> Tenants.with("school-" + i, "https://one.example.edu"));

    var winners = outcomes.stream().filter(Claimed.class::isInstance).toList();
    assertThat(winners).hasSize(1);
    var winner = ((Claimed) winners.getFirst()).tenant();
    assertThat(outcomes)
        .filteredOn(Taken.class::isInstance)
        .hasSize(THREADS - 1)
        .containsOnly(new Taken(ClaimKind.URL, winner.url(), "schools", winner.name()));
    assertThat(ledger.tenants()).containsExactly(winner);
  }

  @RepeatedTest(5)
  void ofManyThatClaimForOneResourceAllGetTheSame() throws Exception {
    var outcomes = claimAtOnce(i -> Tenants.named("hugo"));

    assertThat(ledger.tenants()).hasSize(1);
    assertThat(outcomes).containsOnly(new Claimed(ledger.tenants().getFirst()));
  }

  /** Each wants what its neighbour wants too: the URL of the one, the folder of the other. */
  @RepeatedTest(5)
  void claimsInARingLeaveNoHalfTenants() throws Exception {
    var outcomes =
        claimAtOnce(
            i -> {
              var id = Tenants.id();
              return Tenants.with(
                  id,
                  "school-" + i,
                  "https://%d.example.edu".formatted(i / 2),
                  "vm_%s_1".formatted(id),
                  "/data/" + (i + 1) % THREADS / 2);
            });

    var tenants = ledger.tenants();
    assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSameSizeAs(tenants);
    assertThat(tenants).extracting(LedgerTenant::url).doesNotHaveDuplicates();
    assertThat(tenants).extracting(LedgerTenant::dataDir).doesNotHaveDuplicates();
    assertThat(claimsInLedger()).isEqualTo(4 * tenants.size());
  }

  @Test
  void differentTenantsDoNotDisturbEachOther() throws Exception {
    for (int round = 0; round < 5; round++) {
      int first = round * THREADS;
      assertThat(claimAtOnce(i -> Tenants.named("school-" + (first + i))))
          .allMatch(Claimed.class::isInstance);
    }
    assertThat(ledger.tenants()).hasSize(5 * THREADS);
  }

  private List<ClaimOutcome> claimAtOnce(IntFunction<NewTenant> tenant) throws Exception {
    return Parallel.results(
        IntStream.range(0, THREADS)
            .mapToObj(tenant)
            .<Callable<ClaimOutcome>>map(wanted -> () -> ledger.claim(wanted))
            .toList());
  }

  private int claimsInLedger() throws SQLException {
    try (var connection = lab.connections().open();
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM vmoodle_operator.claim WHERE platform_id = ?")) {
      query.setLong(1, ledger.platform().id());
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }
}
