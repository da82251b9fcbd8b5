package io.vmoodle.operator.routing;

/**
 * Where requests below a path go, whatever kind of object says so.
 *
 * @param path with a leading slash; matches whole path elements
 * @param backend what answers
 */
public record RoutePath(String path, Backend backend) {}
