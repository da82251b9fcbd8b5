package io.vmoodle.operator.platform;

/** Where a platform is. */
record PlatformName(String namespace, String name) {
  static PlatformName of(PlatformFacts facts) {
    return new PlatformName(facts.namespace(), facts.name());
  }
}
