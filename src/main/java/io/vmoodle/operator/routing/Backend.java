package io.vmoodle.operator.routing;

/**
 * A Service that a route points to, in the platform's namespace.
 *
 * @param service the Service's name
 * @param port the Service's port number
 */
public record Backend(String service, int port) {}
