package io.vmoodle.lab.cluster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WishTest {
  @Test
  void readsWhatAPersonTypes() {
    assertThat(Wish.parse("")).isEqualTo(Wish.ANY);
    assertThat(Wish.parse(" Current ")).isEqualTo(Wish.CURRENT);
    assertThat(Wish.parse("k3s")).isEqualTo(Wish.K3S);
    assertThat(Wish.parse("local")).isEqualTo(Wish.LOCAL);
  }

  @Test
  void refusesAnythingElseRatherThanGuessing() {
    assertThatThrownBy(() -> Wish.parse("curent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("curent", "current, k3s, local");
  }
}
