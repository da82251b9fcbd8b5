package io.vmoodle.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoodleCodeTest {
  @Test
  void everyReleaseIsOneStepHigher() {
    var text = "<?php\n$version  = 2024042200.09; // YYYYMMDD\n$release = '4.4';\n";

    assertThat(MoodleCode.Tree.raise(text, 0)).isEqualTo(text);
    assertThat(MoodleCode.Tree.raise(text, 2))
        .isEqualTo("<?php\n$version  = 2024042200.11; // YYYYMMDD\n$release = '4.4';\n");
  }

  @Test
  void nobodyHasToAllowCodeThatIsNotStable() {
    assertThat(MoodleCode.Tree.raise("$maturity = MATURITY_ALPHA; // This version's.", 1))
        .isEqualTo("$maturity = MATURITY_STABLE; // This version's.");
  }
}
