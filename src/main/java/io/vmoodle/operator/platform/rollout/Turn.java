package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A turn that a tenant did not take, so that others are not held up by it. It has another one after
 * them.
 *
 * @param number of the turn, in the order in which they were not taken
 * @param obstacle what a person has to clear away; null where nothing was said
 */
record Turn(long number, @Nullable Finding obstacle) {}
