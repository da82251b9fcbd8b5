package io.vmoodle.operator.routing;

/**
 * The part of a tenant that its route depends on.
 *
 * @param tenantId ten characters, names the objects
 * @param namespace the tenant's namespace
 * @param name the tenant's name
 * @param releaseName the release that the tenant's database is on
 * @param release the Service of that release
 * @param availability whether that Service is to be reached
 */
public record TenantRoute(
    String tenantId,
    String namespace,
    String name,
    String releaseName,
    Backend release,
    Availability availability) {}
