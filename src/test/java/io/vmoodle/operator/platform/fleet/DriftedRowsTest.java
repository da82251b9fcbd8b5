package io.vmoodle.operator.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftedRowsTest {
  @Test
  void rowsAsTheyWereWrittenDidNotChange() {
    var drifted = DriftedRows.of(Written.tenants(3), Written.rows(3));

    assertThat(drifted.rows()).isEqualTo(3);
    assertThat(drifted.changed()).isEmpty();
  }

  @Test
  void goneAndEditedRowsChanged() {
    var drifted =
        DriftedRows.of(
            Written.tenants(3), List.of(Written.row(1), Written.row(2, 2, "Edited", "Secret-1")));

    assertThat(drifted.drift()).containsOnlyKeys(Written.id(2), Written.id(3));
  }

  @Test
  void aRowThatCameBackUnderAnotherIdDidNotChange() {
    var refilled =
        List.of(Written.row(2, 1, "Tenant", "Secret-1"), Written.row(1, 2, "Tenant", "Secret-1"));

    assertThat(DriftedRows.of(Written.tenants(2), refilled).changed()).isEmpty();
  }

  @Test
  void onlyActiveTenantsThatHaveARowCount() {
    var tenants =
        List.of(
            Written.tenant(1, TenantState.DELETING, 1L, "changed"),
            Written.tenant(2, TenantState.RELEASED, null, null),
            Written.tenant(3, TenantState.ACTIVE, null, null));

    assertThat(DriftedRows.of(tenants, List.of())).isEqualTo(new DriftedRows(0, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, false",
    "11, 11, true",
    "11, 200, true",
    "10, 200, false",
    "11, 220, false",
    "11, 219, true",
    "50, 1000, false",
    "51, 1000, true"
  })
  void moreThanTenAndMoreThanOneInTwentyIsMass(int changed, int all, boolean mass) {
    assertThat(lost(changed, all).isMass()).isEqualTo(mass);
  }

  @Test
  void aConsentIsForTheRowsAsTheyWereFound() {
    var before = edited(20, "Edited", "Secret-1");
    var consent = before.drift();

    assertThat(before.without(consent).changed()).isEmpty();
    assertThat(edited(20, "Otherwise", "Secret-1").without(consent).changed()).hasSize(20);
    assertThat(edited(20, "Edited", "Secret-2").without(consent).changed()).hasSize(20);
    assertThat(lost(20, 20).without(consent).changed()).hasSize(20);
    var more = edited(32, "Edited", "Secret-1").without(consent);
    assertThat(more.changed()).as("later ones").hasSize(12);
    assertThat(more.isMass()).isTrue();
  }

  @Test
  void theMarkStandsForTheseChangesAndThisTime() {
    var mark = MassDrift.of(edited(20, "Edited", "Secret-1"), 0).mark();

    assertThat(mark).matches("[0-9a-f]{16}");
    assertThat(MassDrift.of(edited(20, "Edited", "Secret-1"), 0).mark()).isEqualTo(mark);
    assertThat(MassDrift.of(edited(20, "Edited", "Secret-1"), 1).mark()).isNotEqualTo(mark);
    assertThat(MassDrift.of(edited(20, "Otherwise", "Secret-1"), 0).mark()).isNotEqualTo(mark);
    assertThat(MassDrift.of(edited(21, "Edited", "Secret-1"), 0).mark()).isNotEqualTo(mark);
    assertThat(MassDrift.of(edited(20, "Edited", "Secret-2"), 0).mark())
        .as("nobody can try passwords against it")
        .isEqualTo(mark);
  }

  @Test
  void itSaysHowManyWhichAndWhatToDo() {
    var mass = MassDrift.of(edited(20, "Edited", "Secret-1"), 0);

    assertThat(mass.forPlatform().message())
        .contains("20 of 20", "schools/t1,", "acceptDrift to " + mass.mark());
    assertThat(mass.forTenants().message()).doesNotContain("schools/", mass.mark());
  }

  @Test
  void notesNameTheTenantsThatWaitAndTheRowsThatAreTooMany() {
    var rows = new ArrayList<>(Written.rows(2));
    rows.add(Written.row(9, 1, "Copy", "Secret-1"));
    rows.add(loud(Written.row(8, 1, "Copy", "Secret-1")));
    rows.add(Written.row(7, 3, "Nobody's", "Secret-1"));
    var mass = MassDrift.of(edited(12, "Edited", "Secret-1"), 0);

    assertThat(RowNotes.of(Written.tenants(2), rows, null))
        .isEqualTo(Map.of(Written.id(1), new RowNote(null, List.of(8L, 9L))));
    var notes = RowNotes.of(Written.tenants(13), Written.rows(13), mass);
    assertThat(notes).hasSize(12).doesNotContainKey(Written.id(13));
    assertThat(notes).containsEntry(Written.id(1), new RowNote(mass.forTenants(), List.of()));
  }

  @Test
  void theFleetTellsForWhomAnotherThingIsNoted() {
    var fleet = new Fleet();
    var note = new RowNote(null, List.of(9L));
    assertThat(fleet.note(Map.of("a", note, "b", note))).containsExactlyInAnyOrder("a", "b");
    var changed = new HashMap<>(Map.of("a", note, "b", new RowNote(null, List.of(8L))));

    assertThat(fleet.note(changed)).containsExactly("b");
    assertThat(fleet.note(Map.of())).containsExactlyInAnyOrder("a", "b");
    assertThat(fleet.note(Written.tenant(1))).isEqualTo(RowNote.NONE);
  }

  private static DriftedRows lost(int changed, int all) {
    return DriftedRows.of(Written.tenants(all), Written.rows(all).subList(changed, all));
  }

  private static DriftedRows edited(int number, String name, String password) {
    var rows = new ArrayList<RegistryRow>();
    for (long row = 1; row <= number; row++) {
      rows.add(Written.row(row, row, name, password));
    }
    return DriftedRows.of(Written.tenants(number), rows);
  }

  private static RegistryRow loud(RegistryRow row) {
    return new RegistryRow(
        row.id(),
        row.name(),
        row.shortname(),
        row.description(),
        "HTTPS://T1.example.edu",
        row.vdbtype(),
        row.vdbhost(),
        row.vdblogin(),
        row.vdbpass(),
        row.vdbname(),
        row.vdbprefix(),
        row.vdbpersist(),
        row.vdatapath(),
        row.mnet(),
        row.enabled(),
        row.metadata());
  }
}
