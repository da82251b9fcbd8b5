package io.vmoodle.operator.ledger;

/**
 * The resource that a registry belongs to.
 *
 * @param clusterId uid of the cluster's namespace {@code kube-system}
 * @param namespace of the MoodlePlatform
 * @param name of the MoodlePlatform
 * @param uid of the MoodlePlatform
 */
public record PlatformOwner(String clusterId, String namespace, String name, String uid) {
  /** Of a registry that was released. */
  static final PlatformOwner NOBODY = new PlatformOwner("", "", "", "");

  /** The same resource, perhaps deleted and made anew. */
  boolean isSameResource(PlatformOwner other) {
    return clusterId.equals(other.clusterId)
        && namespace.equals(other.namespace)
        && name.equals(other.name);
  }
}
