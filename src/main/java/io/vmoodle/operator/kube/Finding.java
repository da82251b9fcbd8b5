package io.vmoodle.operator.kube;

import io.vmoodle.operator.api.Reason;

/**
 * Why something is not as wished.
 *
 * @param reason stable; becomes the reason of a condition
 * @param message for people: what was found, and at its end what to do
 */
public record Finding(Reason reason, String message) {}
