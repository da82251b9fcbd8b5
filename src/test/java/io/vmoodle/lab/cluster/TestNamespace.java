package io.vmoodle.lab.cluster;

/**
 * A namespace of its own for a test class, or with {@link Fresh} for one test; {@link
 * ClusterExtension} creates it and asks for its deletion afterwards.
 *
 * @param name its name in the cluster
 */
public record TestNamespace(String name) {
  @Override
  public String toString() {
    return name;
  }
}
