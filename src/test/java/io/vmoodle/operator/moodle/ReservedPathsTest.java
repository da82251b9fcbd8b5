package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedPathsTest {
  @ParameterizedTest
  @ValueSource(strings = {"admin", "Admin", "LOGIN", "mod", "communication", "sms", "ai", "public"})
  void foldersOfMoodleAreReserved(String name) {
    assertThat(ReservedPaths.isReserved(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugo", "admins", "mod-1", "", "lycee-victor-hugo"})
  void everythingElseIsFree(String name) {
    assertThat(ReservedPaths.isReserved(name)).isFalse();
  }
}
