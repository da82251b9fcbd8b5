package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.registry.Rows;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DesiredRowTest {
  @Test
  void ofANewMoodleFollowsFromTenantAndLedgerAlone() {
    var row = desired(Wishes.install(), "first", Rows.strangers().row());

    assertThat(row)
        .isEqualTo(
            new RegistryRow(
                3L,
                "Lycée Victor Hugo",
                "hugo",
                "A school",
                Wishes.URL,
                "mariadb",
                "mariadb.db.svc",
                "vm_abcdefghij_a",
                "generated-Secret-1",
                "vm_abcdefghij_1",
                "mdl_",
                false,
                "/srv/moodledata/abcdefghij",
                -1,
                false,
                Metadata.of(Worlds.ID, "4.4")));
  }

  @Test
  void namesMoodlesDriverOfTheEngine() {
    assertThat(desired(Wishes.install(), "second", null).vdbtype()).isEqualTo("pgsql");
    assertThat(desired(Wishes.install(), "second", null).vdbhost()).isEqualTo("pg.db.svc");
  }

  @Test
  void ofAnExistingMoodleKeepsWhatNoFieldSays() {
    var row = desired(Wishes.existing(), "first", Rows.strangers().row());

    assertThat(row.vdbpersist()).isTrue();
    assertThat(row.mnet()).isEqualTo(5);
    assertThat(row.vdbprefix()).isEqualTo("m_");
    assertThat(row.vdbname()).isEqualTo(Wishes.DATABASE);
    assertThat(row.vdatapath()).isEqualTo("/old/hugo");
    assertThat(desired(Wishes.existing(), "first", null).mnet()).isEqualTo(-1);
  }

  @Test
  void isEnabledOnceInstalled() {
    assertThat(Worlds.settled(Wishes.install().wish()).desired(7L).enabled()).isTrue();
  }

  private static RegistryRow desired(Wishes wishes, String server, @Nullable RegistryRow current) {
    var wish = wishes.wish();
    return DesiredRow.of(
        wish,
        requireNonNull(Worlds.claimed(wish).world().ledger()),
        wish.platform().server(server).orElseThrow(),
        Worlds.CREDENTIALS,
        current);
  }
}
