package io.vmoodle.operator;

/**
 * What the options of the command say.
 *
 * @param operator how the operator runs
 * @param httpHost address at which it answers for health and metrics; empty: all addresses
 * @param httpPort port of it; 0: any that is free
 */
record Settings(OperatorConfig operator, String httpHost, int httpPort) {}
