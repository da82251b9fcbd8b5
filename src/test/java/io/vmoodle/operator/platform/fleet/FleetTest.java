package io.vmoodle.operator.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.Inventory;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.registry.RegistryRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final String ID = "abcdefghij";
  private static final ResourceID HUGO = new ResourceID("hugo", "schools");
  private static final String URL = "https://hugo.example.edu";

  private final Fleet fleet = new Fleet();

  @Test
  void aReadingTellsWhichTenantsChanged() {
    assertThat(read(List.of(tenant(TenantState.ACTIVE, 7L)), List.of(row(7, "a"))))
        .containsExactly(HUGO);
    assertThat(read(List.of(tenant(TenantState.ACTIVE, 7L)), List.of(row(7, "a")))).isEmpty();
    assertThat(read(List.of(tenant(TenantState.ACTIVE, 7L)), List.of(row(7, "b"))))
        .as("its row was edited")
        .containsExactly(HUGO);
    assertThat(read(List.of(tenant(TenantState.ACTIVE, 7L)), List.of(row(7, "b"), row(8, "c"))))
        .as("another row came")
        .isEmpty();
    assertThat(read(List.of(tenant(TenantState.ACTIVE, 7L)), List.of()))
        .as("its row went")
        .containsExactly(HUGO);
    assertThat(read(List.of(), List.of())).containsExactly(HUGO);
    assertThat(fleet.tenant(HUGO)).isEmpty();
  }

  @Test
  void whatIsOnAServerConcernsTheTenantsOfThatServer() {
    read(List.of(tenant(TenantState.ACTIVE, null)), List.of());
    var there =
        new Inventory(
            Map.of("vm_abcdefghij_1", new FoundDatabase(ID, true)),
            Map.of("vm_abcdefghij_a", new FoundLogin(ID, false, 50)),
            Set.of());

    assertThat(fleet.replace("second", there, fleet.on("second").begin())).isEmpty();
    assertThat(fleet.replace("first", there, fleet.on("first").begin())).containsExactly(HUGO);
    assertThat(fleet.replace("first", there, fleet.on("first").begin())).isEmpty();

    var locked =
        new Inventory(
            there.databases(), Map.of("vm_abcdefghij_a", new FoundLogin(ID, true, 50)), Set.of());
    assertThat(fleet.replace("first", locked, fleet.on("first").begin())).containsExactly(HUGO);
  }

  @Test
  void anIdIsTakenByTheLedgerOrByAnyNameOnAnyServer() {
    assertThat(fleet.taken(ID)).isFalse();
    fleet.saw(tenant(TenantState.RELEASED, null));
    assertThat(fleet.taken(ID)).isTrue();

    fleet.replace(
        "second",
        new Inventory(Map.of(), Map.of(), Set.of("vm_jihgfedcba")),
        fleet.on("second").begin());
    assertThat(fleet.taken("jihgfedcba")).isTrue();
    assertThat(fleet.taken("jihgfedcbb")).isFalse();
  }

  @Test
  void whatWasDoneWhileAReadingRanIsNewer() {
    var begun = fleet.on("first").begin();
    fleet.on("first").saw(new TenantNames(ID), "vm_abcdefghij_1");
    fleet.on("first").setLogin(new TenantNames(ID), "vm_abcdefghij_a", true, 50);
    fleet.replace("first", new Inventory(Map.of(), Map.of(), Set.of()), begun);

    assertThat(fleet.on("first").hasDatabase("vm_abcdefghij_1")).isTrue();
    assertThat(fleet.on("first").login("vm_abcdefghij_a")).contains(new FoundLogin(ID, true, 50));
    fleet.on("first").gone("vm_abcdefghij_a");
    assertThat(fleet.on("first").login("vm_abcdefghij_a")).isEmpty();
  }

  @Test
  void rowsOfAUrlAreFoundInWhateverCaseInTheOrderOfTheirIds() {
    read(List.of(), List.of(row(9, "a"), loud(3), row(5, "b")));

    assertThat(fleet.rowsOf(URL)).extracting(RegistryRow::id).containsExactly(3L, 5L, 9L);
    fleet.rowGone(5);
    assertThat(fleet.rowsOf(URL)).extracting(RegistryRow::id).containsExactly(3L, 9L);
  }

  @Test
  void onlyATenantThatIsNotRetainedHasItsRow() {
    fleet.saw(tenant(TenantState.RELEASED, 7L));
    assertThat(fleet.isTenants(row(7, "a"))).isFalse();
    fleet.saw(tenant(TenantState.DELETING, 7L));
    assertThat(fleet.isTenants(row(7, "a"))).isTrue();
    assertThat(fleet.isTenants(row(8, "a"))).as("another row of its URL").isFalse();
    fleet.forgot(tenant(TenantState.DELETING, 7L));
    assertThat(fleet.isTenants(row(7, "a"))).isFalse();
  }

  private Set<ResourceID> read(List<LedgerTenant> ledger, List<RegistryRow> rows) {
    return fleet.replace(ledger, rows, fleet.begin());
  }

  @Test
  void theEndOfAnUpgradeIsTold() {
    var ends = new AtomicInteger();
    fleet.whenUpgradeEnds(ends::incrementAndGet);

    fleet.saw(upgraded(UpgradePhase.QUIESCING));
    fleet.saw(upgraded(UpgradePhase.WATCHING));
    assertThat(ends).hasValue(0);
    fleet.saw(tenant(TenantState.ACTIVE, 7L));
    fleet.saw(tenant(TenantState.ACTIVE, 8L));
    assertThat(ends).hasValue(1);

    fleet.saw(upgraded(UpgradePhase.REVERTING));
    fleet.saw(upgraded(UpgradePhase.FAILED));
    assertThat(ends).as("one that failed").hasValue(2);
  }

  private static LedgerTenant upgraded(UpgradePhase phase) {
    return tenant(
        TenantState.ACTIVE,
        7L,
        new Operation(
            OperationType.UPGRADE,
            "4.5",
            1,
            OperationStep.PLANNED,
            "job",
            null,
            null,
            new Upgrade(phase, 1, 2, "aa", 0, Instant.EPOCH, Instant.EPOCH)));
  }

  private static LedgerTenant tenant(TenantState state, @Nullable Long registryId) {
    return tenant(state, registryId, null);
  }

  private static LedgerTenant tenant(
      TenantState state, @Nullable Long registryId, @Nullable Operation operation) {
    return new LedgerTenant(
        ID,
        1,
        "schools",
        "hugo",
        "uid",
        Origin.CREATED,
        state,
        URL,
        "first",
        "vm_abcdefghij_1",
        1,
        "vm_abcdefghij_a",
        "/srv/moodledata/abcdefghij",
        "4.4",
        "moodle-44:80",
        registryId,
        null,
        null,
        null,
        1,
        Rotation.NONE,
        operation);
  }

  private static RegistryRow row(long id, String name) {
    return row(id, name, URL);
  }

  private static RegistryRow loud(long id) {
    return row(id, "loud", "HTTPS://HUGO.example.edu");
  }

  private static RegistryRow row(long id, String name, String url) {
    return new RegistryRow(
        id, name, "s", "", url, "mariadb", "h", "l", "p", "d", "mdl_", false, "/d", -1, true, "");
  }
}
