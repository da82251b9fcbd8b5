package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.database.TenantNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TenantIdsTest {
  @Test
  void areWhatNamesAreMadeOfAndDifferent() {
    var ids = new TenantIds(new Random(1));
    var made = new HashSet<String>();

    for (int i = 0; i < 1_000; i++) {
      made.add(new TenantNames(ids.next(made::contains)).id());
    }

    assertThat(made).hasSize(1_000);
  }

  @Test
  void areTriedUntilOneIsFree() {
    var tried = new ArrayList<String>();
    var first = List.of(id(0), id(1), id(2));

    var id =
        new TenantIds(new Random(7))
            .next(
                candidate -> {
                  tried.add(candidate);
                  return tried.size() < 4;
                });

    assertThat(tried).startsWith(first.toArray(String[]::new)).hasSize(4).endsWith(id);
    assertThat(first).doesNotContain(id);
  }

  private static String id(int index) {
    var ids = new TenantIds(new Random(7));
    var id = "";
    for (int i = 0; i <= index; i++) {
      id = ids.next(any -> false);
    }
    return id;
  }
}
