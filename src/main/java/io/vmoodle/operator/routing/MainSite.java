package io.vmoodle.operator.routing;

/**
 * The main Moodle, which answers on its host wherever no sub-path tenant does.
 *
 * @param host of its URL, exact, lower case, without a port
 * @param release the Service of the release that it is on
 */
public record MainSite(String host, Backend release) {}
