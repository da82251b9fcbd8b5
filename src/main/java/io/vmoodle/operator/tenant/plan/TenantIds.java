package io.vmoodle.operator.tenant.plan;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Makes the ids of new tenants. */
public final class TenantIds {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 10;

  private final RandomGenerator random;

  /** Ids from that source of chance. */
  public TenantIds(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A random id that is free.
   *
   * @param taken whether any server has an object that carries the id in its name
   */
  public String next(Predicate<String> taken) {
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
