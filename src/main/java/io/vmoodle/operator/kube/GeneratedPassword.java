package io.vmoodle.operator.kube;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A password that nobody chose: 32 characters of {@code [A-Za-z0-9]}, about 190 bits. Not longer,
 * because the registry's column {@code vdbpass} holds 32; no other characters, because the plugin
 * passes it to shells unquoted.
 *
 * @param value the password
 */
public record GeneratedPassword(String value) {
  private static final int LENGTH = 32;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** A new password. */
  public static GeneratedPassword create() {
    return from(new SecureRandom());
  }

  static GeneratedPassword from(RandomGenerator random) {
    return new GeneratedPassword(
        random
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
            .collect(Collectors.joining()));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "GeneratedPassword[…]";
  }
}
