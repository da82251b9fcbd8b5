package io.vmoodle.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowHashTest {
  private final String hash = RowHash.of(Rows.TENANT, Rows.hugo().row());

  @Test
  void isTheSameForEverythingThatIsNotOurs() {
    var stored =
        Rows.hugo()
            .id(7L)
            .metadata(Metadata.merge("{\"region\":\"north\"}", Metadata.of(Rows.TENANT, "4.4")))
            .row();

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(RowHash.of(Rows.TENANT, stored)).isEqualTo(hash);
  }

  @Test
  void changesWithEveryPartThatIsOurs() {
    assertThat(RowHash.of(Rows.TENANT, Rows.hugo().name("x").row())).isNotEqualTo(hash);
    assertThat(RowHash.of(Rows.TENANT, Rows.hugo().password("x").row())).isNotEqualTo(hash);
    assertThat(RowHash.of(Rows.TENANT, Rows.hugo().metadata("{}").row())).isNotEqualTo(hash);
  }

  @Test
  void twoTenantsWithOnePasswordDoNotShowIt() {
    assertThat(RowHash.of("klmnopqrst", Rows.hugo().row())).isNotEqualTo(hash);
  }

  @Test
  void valuesCannotMoveFromColumnToColumn() {
    var one = Rows.hugo().name("a;shortname:4:hugo;").row();
    var other = Rows.hugo().name("a").row();

    assertThat(RowHash.of(Rows.TENANT, one)).isNotEqualTo(RowHash.of(Rows.TENANT, other));
  }

  @Test
  void aRowNeverShowsItsPassword() {
    assertThat(Rows.hugo().row().toString())
        .contains("hugo.example.edu")
        .doesNotContain(Rows.hugo().row().vdbpass());
  }
}
