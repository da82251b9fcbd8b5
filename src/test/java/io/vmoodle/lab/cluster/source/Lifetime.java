package io.vmoodle.lab.cluster.source;

/** How long a cluster is wanted. */
public enum Lifetime {
  /** As long as this JVM runs. */
  JVM,
  /** Until somebody ends it: it goes on after this JVM. */
  DETACHED
}
