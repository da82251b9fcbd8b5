package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.ledger.Ledger;
import io.vmoodle.operator.ledger.PlatformKey;
import io.vmoodle.operator.platform.server.EarlierLeaders;
import io.vmoodle.operator.registry.Registry;

/**
 * What this process keeps of a platform between two looks at it: its term as the leader, and what
 * it saw of the tenants.
 *
 * @param key which registry it is about; another one needs a session of its own
 * @param connections where ledger and registry are reached
 * @param ledger the ledger in this process's term
 * @param registry the registry
 * @param fleet what was last seen of the tenants
 * @param earlier who led before, and may have sessions on the servers
 */
public record PlatformSession(
    PlatformKey key,
    RegistryConnections connections,
    Ledger ledger,
    Registry registry,
    Fleet fleet,
    EarlierLeaders earlier) {}
