package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose login is tried next. */
class LoginRotaTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "100, 1", "101, 2", "4000, 40", "10000, 50"})
  void isAHundredthAndNeverMany(int tenants, int expected) {
    assertThat(next(tenants(tenants), Set.of(), "")).hasSize(expected);
  }

  @Test
  void comesRoundToEverybody() {
    var all = tenants(250);
    var seen = new HashSet<String>();
    var last = "";
    for (int look = 0; look < 84; look++) {
      for (var id : next(all, Set.of(), last)) {
        seen.add(id);
        last = id;
      }
    }
    assertThat(seen).hasSize(250);
  }

  @Test
  void looksAtThoseAgainThatWereRefused() {
    assertThat(next(tenants(300), Set.of("t00200"), "t00005"))
        .containsExactly("t00200", "t00006", "t00007", "t00008");
  }

  @Test
  void leavesOutWhoHasNoRowOrIsGoing() {
    assertThat(
            next(
                List.of(
                    tenant("a", TenantState.DELETING, 1L),
                    tenant("b", TenantState.RELEASED, 2L),
                    tenant("c", TenantState.ACTIVE, null)),
                Set.of("a"),
                ""))
        .isEmpty();
  }

  private static List<String> next(List<LedgerTenant> all, Set<String> refused, String last) {
    return LoginRota.next(all.stream(), refused, last).stream().map(LedgerTenant::id).toList();
  }

  private static List<LedgerTenant> tenants(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> tenant("t%05d".formatted(i), TenantState.ACTIVE, (long) i))
        .toList();
  }

  private static LedgerTenant tenant(String id, TenantState state, @Nullable Long row) {
    return new LedgerTenant(
        id,
        1,
        "home",
        id,
        "uid",
        Origin.EXISTING,
        state,
        "https://%s.example.edu".formatted(id),
        "first",
        id,
        0,
        id,
        "/srv/" + id,
        "4.4",
        "moodle-44:80",
        row,
        null,
        null,
        null,
        1,
        Rotation.NONE,
        null);
  }
}
