package io.vmoodle.operator.routing;

/**
 * The part of a tenant that its route depends on.
 *
 * @param tenantId ten characters, names the objects
 * @param namespace the tenant's namespace
 * @param name the tenant's name
 * @param release the Service of the release that the tenant's database is on
 * @param availability whether that Service is to be reached
 */
public record TenantRoute(
    String tenantId, String namespace, String name, Backend release, Availability availability) {}
