package io.vmoodle.lab.cluster;

import org.jspecify.annotations.Nullable;

/** The namespace of a test class, created when the first of its tests asks for it. */
final class ClassNamespace implements AutoCloseable {
  private final Class<?> testClass;
  private @Nullable NamespaceLease lease;

  ClassNamespace(Class<?> testClass) {
    this.testClass = testClass;
  }

  synchronized TestNamespace namespace(Cluster cluster) {
    var current = lease;
    if (current == null) {
      current = NamespaceLease.create(cluster, testClass);
      lease = current;
    }
    return current.namespace();
  }

  @Override
  public synchronized void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
