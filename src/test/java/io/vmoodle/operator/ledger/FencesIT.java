package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody whose time is over changes anything. */
@ParameterizedClass
@EnumSource(Engine.class)
class FencesIT {
  private final LedgerLab lab;
  private final Ledger ledger;
  private final LedgerTenant hugo;

  FencesIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
    hugo = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();
  }

  @Test
  void anOldLeaderChangesNothing() {
    var before = ledger.tenants();
    lab.platforms().raiseEpoch(ledger.platform(), "next");

    Stream.<ThrowingCallable>of(
            ledger::requireLeadership,
            () -> ledger.claim(Tenants.named("zola")),
            () -> Tenants.deleting(ledger, hugo),
            () -> ledger.letGo(hugo, Instant.now()),
            () -> ledger.release(hugo, Instant.now(), connection -> 0),
            () -> ledger.reclaim(hugo, "uid"),
            () -> ledger.purge(hugo),
            () -> ledger.markInstalled(hugo, Instant.now()),
            () -> ledger.rebind(hugo, "uid"),
            () -> ledger.fenced(hugo, connection -> 0),
            () -> ledger.recordServer("main", "identity"))
        .forEach(call -> assertThatThrownBy(call).isInstanceOf(StaleLeader.class));
    assertThat(ledger.tenants()).isEqualTo(before);
    assertThat(ledger.servers()).isEmpty();
  }

  @Test
  void anOldViewOfATenantChangesNothing() {
    var deleting = Tenants.deleting(ledger, hugo);

    Stream.<ThrowingCallable>of(
            () -> Tenants.deleting(ledger, hugo),
            () -> ledger.letGo(hugo, Instant.now()),
            () -> ledger.release(hugo, Instant.now(), connection -> 0),
            () -> ledger.reclaim(hugo, "uid"),
            () -> ledger.purge(hugo),
            () -> ledger.markInstalled(hugo, Instant.now()),
            () -> ledger.rebind(hugo, "uid"),
            () -> ledger.fenced(hugo, connection -> 0))
        .forEach(call -> assertThatThrownBy(call).isInstanceOf(StaleFence.class));
    assertThat(ledger.tenants()).containsExactly(deleting);
  }

  @Test
  void aTenantOfAnotherPlatformIsOutOfReach() {
    var other = lab.newLedger();

    assertThatThrownBy(() -> Tenants.deleting(other, hugo)).isInstanceOf(StaleFence.class);
    assertThat(ledger.tenants()).containsExactly(hugo);
  }

  @Test
  void aNewLeaderWaitsForWorkThatIsUnderWay() throws Exception {
    var working = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var leads = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var work =
          threads.submit(
              () ->
                  ledger.fenced(
                      hugo,
                      connection -> {
                        working.countDown();
                        awaitUninterruptibly(finish);
                        ledger.recordRow(connection, hugo, 7, "hash");
                        return 0;
                      }));
      working.await();
      var election =
          threads.submit(
              () -> {
                var next = lab.platforms().raiseEpoch(ledger.platform(), "next");
                leads.set(true);
                return next.tenants();
              });
      await().until(this::somebodyWaitsForALock);
      assertThat(leads).isFalse();

      finish.countDown();
      work.get();
      assertThat(election.get()).extracting(LedgerTenant::registryId).containsExactly(7L);
    }
  }

  @Test
  void leadersThatComeAtOnceHaveTermsOfTheirOwn() throws Exception {
    Callable<Ledger> election = () -> lab.platforms().raiseEpoch(ledger.platform(), "next");

    var ledgers = Parallel.results(List.of(election, election, election, election));

    assertThat(ledgers)
        .extracting(l -> l.platform().leaderEpoch())
        .containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    for (var each : ledgers) {
      if (each.platform().leaderEpoch() == 5) {
        each.requireLeadership();
      } else {
        assertThatThrownBy(each::requireLeadership).isInstanceOf(StaleLeader.class);
      }
    }
  }

  private boolean somebodyWaitsForALock() throws SQLException {
    var sql =
        switch (lab.endpoint().engine()) {
          case MariaDB ->
              "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
          case PostgreSQL -> "SELECT count(*) FROM pg_locks WHERE NOT granted";
        };
    try (var connection = lab.server().superuser("");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
