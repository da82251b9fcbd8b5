package io.vmoodle.operator.ledger;

/** Another resource, or another cluster, holds this registry. */
public final class PlatformTaken extends RuntimeException {
  private final transient PlatformOwner owner;

  PlatformTaken(PlatformOwner owner) {
    super(
        "the registry belongs to MoodlePlatform %s/%s of cluster %s"
            .formatted(owner.namespace(), owner.name(), owner.clusterId()));
    this.owner = owner;
  }

  /** Who holds it; compare the cluster's id to tell a second platform from a second cluster. */
  public PlatformOwner owner() {
    return owner;
  }
}
