package io.vmoodle.lab.cluster.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartMarkTest {
  private static final String AFTER_STATE =
      " 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 9 0 123456 1000 200 18446744073709551615";

  @Test
  void findsTheStartBehindAnyProgramName() {
    assertThat(StartMark.ticks("42 (etcd) S" + AFTER_STATE)).contains("123456");
    assertThat(StartMark.ticks("42 (odd) name (x) S" + AFTER_STATE)).contains("123456");
  }

  @Test
  void aProcessThatOnlyWaitsForItsParentHasEnded() {
    assertThat(StartMark.ticks("42 (etcd) Z" + AFTER_STATE)).isEmpty();
  }

  @Test
  void isTheSameEachTimeForThisJvm() {
    var pid = ProcessHandle.current().pid();

    assertThat(StartMark.read(pid)).isPresent().isEqualTo(StartMark.read(pid));
  }
}
