package io.vmoodle.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowOwnerTest {
  private final RowOwner owner = RowOwner.of(Rows.TENANT, Rows.hugo().row());

  @Test
  void metadataDecides() {
    var moved = Rows.hugo().vhostname("https://x").database("x");
    assertThat(owner.owns(moved.row())).isTrue();

    var stolen = Rows.hugo().metadata(Metadata.of("klmnopqrst", "4.4"));
    assertThat(owner.owns(stolen.row())).isFalse();
  }

  @Test
  void withoutMetadataUrlOrDatabaseDecide() {
    for (var silent : new String[] {"", "{}", "broken", null}) {
      var row = Rows.hugo().metadata(silent);
      assertThat(owner.owns(row.row())).isTrue();
      assertThat(owner.owns(row.vhostname("https://x").row())).isTrue();
      assertThat(owner.owns(row.database("x").row())).isTrue();
      assertThat(owner.owns(row.vhostname("https://x").database("x").row())).isFalse();
    }
  }
}
