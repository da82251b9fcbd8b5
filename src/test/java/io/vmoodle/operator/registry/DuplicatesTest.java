package io.vmoodle.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  @Test
  void rowsThatDifferInCaseOnlyAreDuplicatesAndEmptyOnesAreNot() {
    var first = Rows.hugo().id(1L).row();
    var second = Rows.hugo().id(2L).vhostname("https://HUGO.example.edu").row();
    var other = Rows.hugo().id(3L).vhostname("https://zola.example.edu").row();
    var empty = Rows.hugo().id(4L).vhostname("").row();

    assertThat(Duplicates.in(List.of(first, second, other, empty, empty)))
        .isEqualTo(Map.of("https://hugo.example.edu", List.of(first, second)));
  }
}
