package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class TenantLifeIT {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");
  private static final Instant MILLIS = Instant.parse("2026-11-24T10:15:30.123Z");

  private final LedgerLab lab;
  private final Ledger ledger;
  private final LedgerTenant hugo;

  TenantLifeIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
    hugo = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();
  }

  @Test
  void theFirstInstallationCountsForEver() {
    var installed = ledger.markInstalled(hugo, NOW);

    assertThat(installed.installedAt()).isEqualTo(MILLIS);
    assertThat(ledger.markInstalled(installed, NOW.plusSeconds(60))).isEqualTo(installed);
    var deleting = Tenants.deleting(ledger, installed);
    var retained = ledger.release(deleting, NOW, connection -> 0);
    assertThat(retained.installedAt()).isEqualTo(MILLIS);
    assertThat(ledger.tenants()).containsExactly(retained);
  }

  @Test
  void deletingCanBeUndoneAndRaisesTheFenceEachTime() {
    var deleting = Tenants.deleting(ledger, hugo);
    assertThat(deleting.state()).isEqualTo(TenantState.DELETING);
    assertThat(deleting.fence()).isEqualTo(hugo.fence() + 1);
    assertThat(Tenants.deleting(ledger, deleting)).isEqualTo(deleting);
    assertThat(ledger.tenants()).containsExactly(deleting);
  }

  @Test
  void rowAndLedgerAreReleasedTogetherOrNotAtAll() throws SQLException {
    lab.server()
        .execute(
            lab.main(),
            "DELETE FROM mdl_local_vmoodle",
            "INSERT INTO mdl_local_vmoodle (vhostname) VALUES ('https://hugo.example.edu')");
    var deleting = Tenants.deleting(ledger, hugo);

    assertThatThrownBy(
            () ->
                ledger.release(
                    deleting,
                    NOW,
                    connection -> {
                      deleteRows(connection);
                      return connection.prepareStatement("SELECT nonsense").executeQuery();
                    }))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("release tenant " + hugo.id())
        .hasMessageNotContaining("nonsense");
    assertThat(ledger.tenants()).containsExactly(deleting);
    assertThat(rows()).isEqualTo(1);

    var released = ledger.release(deleting, NOW, TenantLifeIT.this::deleteRows);

    assertThat(released.releasedAt()).isEqualTo(MILLIS);
    assertThat(ledger.tenants()).containsExactly(released);
    assertThat(rows()).isZero();
  }

  @Test
  void theRowIsRecordedTogetherWithItOrNotAtAll() {
    assertThatThrownBy(
            () ->
                ledger.fenced(
                    hugo,
                    connection -> {
                      ledger.recordRow(connection, hugo, 7, "hash");
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(ledger.tenants()).containsExactly(hugo);

    ledger.fenced(
        hugo,
        connection -> {
          ledger.recordRow(connection, hugo, 7, "hash");
          return 0;
        });
    var recorded = ledger.find("schools", "hugo").orElseThrow();
    assertThat(recorded.registryId()).isEqualTo(7);
    assertThat(recorded.rowHash()).isEqualTo("hash");
    assertThat(recorded.fence()).isEqualTo(hugo.fence());

    var released = ledger.release(Tenants.deleting(ledger, recorded), NOW, connection -> 0);
    assertThat(released.registryId()).isNull();
    assertThat(released.rowHash()).isNull();
  }

  @Test
  void aViewFromBeforeTheInstallationDoesNotForgetIt() {
    ledger.markInstalled(hugo, NOW);

    assertThat(Tenants.deleting(ledger, hugo).installedAt()).isEqualTo(MILLIS);
  }

  @Test
  void onlyARetainedTenantIsForgottenAndThenItsNamesAreFree() {
    assertThatThrownBy(() -> ledger.purge(hugo))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ACTIVE");
    var retained = ledger.release(Tenants.deleting(ledger, hugo), NOW, connection -> 0);

    ledger.purge(retained);
    ledger.purge(retained);

    assertThat(ledger.tenants()).isEmpty();
    assertThatThrownBy(() -> ledger.reclaim(retained, "uid")).isInstanceOf(StaleFence.class);
    var again = Tenants.with(hugo.id(), "hugo", hugo.url(), hugo.database(), hugo.dataDir());
    assertThat(ledger.claim(again)).isInstanceOf(Claimed.class);
  }

  @Test
  void anExistingDatabaseIsFreeForOthersOnceItsTenantIsReleased() {
    var old = ((Claimed) ledger.claim(Tenants.existing("old", "moodle_old", "m"))).tenant();
    var released = ledger.release(Tenants.deleting(ledger, old), NOW, connection -> 0);

    var heir = ledger.claim(Tenants.existing("heir", "moodle_old", "m"));

    assertThat(heir).isInstanceOf(Claimed.class);
    assertThat(ledger.reclaim(released, "uid"))
        .isEqualTo(new Taken(ClaimKind.DATABASE, "main/moodle_old", "schools", "heir"));
    var gone = ledger.release(Tenants.deleting(ledger, ((Claimed) heir).tenant()), NOW, it -> 0);
    ledger.purge(gone);
    assertThat(ledger.reclaim(released, "uid")).isInstanceOf(Claimed.class);
    assertThat(ledger.claim(Tenants.existing("late", "moodle_old", "m")))
        .isEqualTo(new Taken(ClaimKind.DATABASE, "main/moodle_old", "schools", "old"));
  }

  @Test
  void aTenantIsReleasedOnlyWhileItIsDeletedAndReclaimedOnlyWhenReleased() {
    assertThatThrownBy(() -> ledger.release(hugo, NOW, connection -> 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.reclaim(hugo, "uid")).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.tenants()).containsExactly(hugo);
  }

  @Test
  void aReplacedResourceTakesTheTenantOver() {
    var rebound = ledger.rebind(hugo, "new-uid");

    assertThat(rebound.uid()).isEqualTo("new-uid");
    assertThat(ledger.tenants()).containsExactly(rebound);
  }

  @Test
  void theIdentityOfAServerIsRecordedAndReplaced() {
    assertThat(ledger.servers()).isEmpty();
    ledger.recordServer("main", "one");
    ledger.recordServer("other", "else");
    assertThat(ledger.servers()).isEqualTo(Map.of("main", "one", "other", "else"));

    ledger.recordServer("main", "two");

    assertThat(ledger.servers()).isEqualTo(Map.of("main", "two", "other", "else"));
    assertThat(lab.newLedger().servers()).isEmpty();
  }

  private int deleteRows(Connection connection) throws SQLException {
    var table =
        lab.endpoint().engine() == Engine.MariaDB
            ? "ledger_main.mdl_local_vmoodle"
            : "mdl_local_vmoodle";
    try (var delete = connection.prepareStatement("DELETE FROM " + table)) {
      return delete.executeUpdate();
    }
  }

  private int rows() throws SQLException {
    try (var connection = lab.server().superuser(lab.main());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM mdl_local_vmoodle")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }
}
