package io.vmoodle.lab.cluster.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.cluster.binaries.GoVersion;
import org.junit.jupiter.api.Test;

class GoTest {
  private static final GoVersion NEEDED = new GoVersion(1, 24);

  @Test
  void comparesVersionsAsNumbers() {
    assertThat(Go.judge("go version go1.26.8 linux/amd64", NEEDED))
        .isEqualTo(new Go.Usable(new GoVersion(1, 26)));
    assertThat(Go.judge("go version go1.24 linux/amd64", NEEDED))
        .isEqualTo(new Go.Usable(new GoVersion(1, 24)));
    assertThat(Go.judge("go version go1.9.7 darwin/arm64", NEEDED))
        .isEqualTo(new Go.TooOld(new GoVersion(1, 9)));
    assertThat(Go.judge("go version go2.0 linux/amd64", NEEDED))
        .isEqualTo(new Go.Usable(new GoVersion(2, 0)));
  }

  @Test
  void anotherProgramOfThatNameIsNoCompiler() {
    assertThat(Go.judge("usage: go [game]", NEEDED)).isEqualTo(new Go.Missing());
  }
}
