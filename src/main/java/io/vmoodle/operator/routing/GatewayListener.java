package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A Gateway that an HTTPRoute attaches to, or a part of it.
 *
 * @param name the Gateway's name
 * @param namespace the Gateway's namespace; null for the route's own
 * @param sectionName one of its listeners; null for all
 * @param port of the listeners; null for any
 */
public record GatewayListener(
    String name, @Nullable String namespace, @Nullable String sectionName, @Nullable Integer port) {
  ParentReference reference() {
    return new ParentReferenceBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withSectionName(sectionName)
        .withPort(port)
        .build();
  }
}
