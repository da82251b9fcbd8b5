package io.vmoodle.operator.ledger;

/**
 * The resource that a registry belongs to.
 *
 * @param clusterId uid of the cluster's namespace {@code kube-system}
 * @param namespace of the MoodlePlatform
 * @param name of the MoodlePlatform
 * @param uid of the MoodlePlatform
 */
public record PlatformOwner(String clusterId, String namespace, String name, String uid) {}
