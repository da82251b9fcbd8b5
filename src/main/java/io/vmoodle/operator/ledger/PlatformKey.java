package io.vmoodle.operator.ledger;

/**
 * Which registry a platform has.
 *
 * @param serverIdentity the identity that its database server carries
 * @param database the main Moodle's database
 * @param tablePrefix prefix of Moodle's tables there
 */
public record PlatformKey(String serverIdentity, String database, String tablePrefix) {}
