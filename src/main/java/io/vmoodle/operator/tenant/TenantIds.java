package io.vmoodle.operator.tenant;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Makes the ids of new tenants. */
final class TenantIds {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 10;

  private final RandomGenerator random;

  TenantIds(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A random id that is free.
   *
   * @param taken whether any server has an object that carries the id in its name
   */
  String next(Predicate<String> taken) {
    while (true) {
      var id = new StringBuilder(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      if (!taken.test(id.toString())) {
        return id.toString();
      }
    }
  }
}
