package io.vmoodle.operator.platform.state;

/** Where a platform is. */
public record PlatformName(String namespace, String name) {
  /** The name of a platform that was looked at. */
  public static PlatformName of(PlatformFacts facts) {
    return new PlatformName(facts.namespace(), facts.name());
  }
}
