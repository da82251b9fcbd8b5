package io.vmoodle.operator.ledger;

import java.util.function.LongFunction;

/**
 * An upgrade that is to begin, and what must hold for it to.
 *
 * @param target name of the release
 * @param attempt number of the rollout's attempt
 * @param hash {@code allversionshash} of a database that the new code has upgraded
 * @param maxConcurrent how many upgrades of the platform run at a time, those that are put back
 *     included
 * @param haltAfterFailures how many may fail of the same target and attempt before none begins
 * @param job name of the first Job, from the fence that it is of
 */
public record UpgradeRequest(
    String target,
    int attempt,
    String hash,
    int maxConcurrent,
    int haltAfterFailures,
    LongFunction<String> job) {}
