package io.vmoodle.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowDifferenceTest {
  private final RegistryRow desired = Rows.hugo().row();

  @Test
  void namesColumnsAndNeverValues() {
    var edited = Rows.hugo().name("Hacked").password("stolen").row();

    assertThat(RowDifference.between(desired, edited)).containsExactly("name", "vdbpass");
  }

  @Test
  void theIdAndKeysOfOthersAreNoDifference() {
    var theirs = Metadata.merge("{\"region\":\"north\"}", Metadata.of(Rows.TENANT, "4.4"));

    assertThat(RowDifference.between(desired, Rows.hugo().id(7L).metadata(theirs).row())).isEmpty();
  }

  @Test
  void aReleaseThatWasEditedIsADifference() {
    var edited = Rows.hugo().metadata(Metadata.of(Rows.TENANT, "9.9")).row();

    assertThat(RowDifference.between(desired, edited)).containsExactly("metadata");
  }

  @Test
  void aTableWithoutMetadataHasNoDifferenceThere() {
    assertThat(RowDifference.between(desired, Rows.hugo().metadata(null).row())).isEmpty();
  }
}
