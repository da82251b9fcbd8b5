package io.vmoodle.lab.cluster.source;

import java.util.Locale;

/** What {@code -Dcluster=...} asks for. */
public enum Wish {
  /** Nothing: the first way that works, never a cluster that exists already. */
  ANY,
  /** The current context of the user's kubeconfig. */
  CURRENT,
  /** K3s in Docker. */
  K3S,
  /** Local processes, built first if need be. */
  LOCAL;

  /** What this JVM was started with. */
  public static Wish ofUser() {
    return parse(System.getProperty("cluster", ""));
  }

  /**
   * Reads the property's value; blank is {@link #ANY}.
   *
   * @throws IllegalArgumentException with the allowed values
   */
  static Wish parse(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "" -> ANY;
      case "current" -> CURRENT;
      case "k3s" -> K3S;
      case "local" -> LOCAL;
      default ->
          throw new IllegalArgumentException(
              "-Dcluster=%s is none of: current, k3s, local; leave it out to take what there is"
                  .formatted(value));
    };
  }
}
