package io.vmoodle.lab.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequirementsTest {
  @Test
  void aMachineThatHasAllLacksNothing() {
    assertThat(new Requirements(true, true, true, name -> true).lacking()).isEmpty();
  }

  @Test
  void oneErrorNamesEverythingThatIsMissing() {
    var requirements = new Requirements(true, false, false, "ip"::equals);

    assertThatThrownBy(requirements::check)
        .isInstanceOf(NoNodeException.class)
        .hasMessageContainingAll(
            "the rights of root",
            "apt-get install --no-install-recommends containerd containernetworking-plugins"
                + " mmdebstrap nftables runc util-linux");
  }

  @Test
  void anotherSystemIsNotToldToInstallPackages() {
    assertThat(new Requirements(false, false, false, name -> false).lacking())
        .containsExactly("Linux");
  }
}
