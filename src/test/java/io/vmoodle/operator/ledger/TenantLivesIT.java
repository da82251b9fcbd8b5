package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.ClaimOutcome.Retained;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants of few names and fewer URLs come and go on many threads; all stays in order. */
@ParameterizedClass
@EnumSource(Engine.class)
class TenantLivesIT {
  private static final int THREADS = 12;
  private static final int STEPS = 25;
  private static final int NAMES = 6;
  private static final int URLS = 3;

  private final LedgerLab lab;
  private final Ledger ledger;

  TenantLivesIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
  }

  @Test
  void nothingDeadlocksAndClaimsFollowTheTenants() throws Exception {
    var steps =
        Parallel.results(
            IntStream.range(0, THREADS).<Callable<Integer>>mapToObj(i -> this::live).toList());

    assertThat(steps).containsOnly(STEPS);
    assertThat(claimedUrls()).isEqualTo(urlsOfTenants());
  }

  private int live() {
    int steps = 0;
    while (steps < STEPS) {
      try {
        move(ThreadLocalRandom.current().nextInt(NAMES));
        steps++;
      } catch (StaleFence e) {
        // Another thread was faster with this tenant; a reconciler reads it again, too.
        Thread.onSpinWait();
      }
    }
    return steps;
  }

  private void move(int name) {
    var wanted = Tenants.with("school-" + name, "https://%d".formatted(name % URLS));
    switch (ledger.claim(wanted)) {
      case Claimed(LedgerTenant tenant) -> {
        var deleting = Tenants.deleting(ledger, ledger.markInstalled(tenant, Instant.now()));
        ledger.release(deleting, Instant.now(), connection -> 0);
      }
      case Retained(LedgerTenant tenant) -> {
        if (tenant.fence() % 2 == 0) {
          ledger.purge(tenant);
        } else {
          ledger.reclaim(tenant, "uid");
        }
      }
      case Taken taken -> assertThat(taken.kind()).isEqualTo(ClaimKind.URL);
    }
  }

  private Set<String> urlsOfTenants() {
    var urls = new HashSet<String>();
    for (var tenant : ledger.tenants()) {
      if (tenant.state() != TenantState.RELEASED) {
        assertThat(urls.add(tenant.url())).isTrue();
      }
    }
    return urls;
  }

  private Set<String> claimedUrls() throws SQLException {
    try (var connection = lab.connections().open();
        var query =
            connection.prepareStatement(
                "SELECT value FROM vmoodle_operator.claim WHERE platform_id = ? AND kind = ?")) {
      query.setLong(1, ledger.platform().id());
      query.setString(2, "url");
      try (var rows = query.executeQuery()) {
        var urls = new HashSet<String>();
        while (rows.next()) {
          urls.add(rows.getString(1));
        }
        return urls;
      }
    }
  }
}
