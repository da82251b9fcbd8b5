package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Set;

/**
 * What a look at a platform gave.
 *
 * @param servers how its database servers were found
 * @param state what it is to its tenants from now on
 * @param changed tenants of which something changed since the last look
 */
record Inspection(List<CheckedServer> servers, PlatformState state, Set<ResourceID> changed) {}
