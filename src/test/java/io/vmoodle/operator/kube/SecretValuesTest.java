package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
  @Test
  void valuesAreDecodedExactly() {
    var values =
        SecretValues.of(
            secret(Map.of("username", "cm9vdA==", "password", "w6nwn5iAJyI7Cg==", "other", "eA==")),
            "username",
            "password");
    assertThat(values)
        .isInstanceOfSatisfying(
            SecretValues.Found.class,
            found -> {
              assertThat(found.get("username")).isEqualTo("root");
              assertThat(found.get("password")).isEqualTo("é😀'\";\n");
              assertThat(found.values()).doesNotContainKey("other");
              assertThat(found.resourceVersion()).isEqualTo("7");
              assertThatNullPointerException().isThrownBy(() -> found.get("other"));
            });
  }

  @Test
  void aMissingOrEmptyKeyIsNamed() {
    assertThat(SecretValues.of(secret(Map.of("username", "cm9vdA==")), "username", "password"))
        .isEqualTo(new SecretValues.LacksKey("password"));
    assertThat(SecretValues.of(secret(Map.of("password", "")), "password"))
        .isEqualTo(new SecretValues.LacksKey("password"));
    assertThat(SecretValues.of(secret(null), "password"))
        .isEqualTo(new SecretValues.LacksKey("password"));
  }

  @Test
  void noValueIsInAnyText() {
    var secret = secret(Map.of("password", "aHVudGVyMg=="));
    assertThat(SecretValues.of(secret, "password")).hasToString("Found[keys=[password]]");
    assertThat(new Secrets.Stored.Created(secret)).hasToString("Created[s]");
    assertThat(new Secrets.Stored.Existing(secret)).hasToString("Existing[s]");
    assertThat(new GeneratedPassword("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void aGeneratedPasswordFitsTheRegistryAndNeedsNoQuoting() {
    assertThat(GeneratedPassword.create().value()).matches("[A-Za-z0-9]{32}");
    assertThat(GeneratedPassword.create().value()).isNotEqualTo(GeneratedPassword.create().value());
    var all = new StringBuilder();
    var random = new Random(1);
    for (var n = 0; n < 100; n++) {
      all.append(GeneratedPassword.from(random).value());
    }
    assertThat(all.chars().distinct().count()).isEqualTo(62);
  }

  private static Secret secret(@Nullable Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("s")
        .withResourceVersion("7")
        .endMetadata()
        .withData(data)
        .build();
  }
}
