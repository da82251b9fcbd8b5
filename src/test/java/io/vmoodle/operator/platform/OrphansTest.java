package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrphansTest {
  @Test
  void areThoseThatNobodyWantsAndThatWereNotReleased() {
    var orphan = tenant("orphan", TenantState.ACTIVE);
    var going = tenant("going", TenantState.DELETING);
    var fleet =
        Stream.of(
            orphan,
            going,
            tenant("kept", TenantState.RELEASED),
            tenant("wanted", TenantState.ACTIVE));

    assertThat(Orphans.among(fleet, id -> id.getName().equals("wanted")))
        .containsExactly(orphan, going);
  }

  @Test
  void manyAtOnceAreNoAccidentOfSingleTenants() {
    assertThat(Orphans.among(fleet(10), id -> false)).hasSize(10);
    assertThat(Orphans.among(fleet(11), id -> false)).isEmpty();
    assertThat(Orphans.among(fleet(1_000), id -> number(id.getName()) >= 50)).hasSize(50);
    assertThat(Orphans.among(fleet(1_000), id -> number(id.getName()) >= 51)).isEmpty();
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring("t-".length()));
  }

  private static Stream<LedgerTenant> fleet(int number) {
    return IntStream.range(0, number).mapToObj(i -> tenant("t-" + i, TenantState.ACTIVE));
  }

  private static LedgerTenant tenant(String name, TenantState state) {
    return new LedgerTenant(
        name,
        1,
        "home",
        name,
        "uid",
        Origin.CREATED,
        state,
        "https://" + name,
        "first",
        "vm_1",
        1,
        "vm_a",
        "/data",
        "4.4",
        "moodle-44:80",
        null,
        null,
        null,
        null,
        1,
        Rotation.NONE,
        null);
  }
}
