package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.tenant.TenantSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the acceptance of a tenant is decided from.
 *
 * @param namespace the tenant's namespace
 * @param namespaceLabels that namespace's labels; null if they are not known
 * @param spec what the tenant asks for
 * @param platformNamespace where the platform lives
 * @param platform what the platform allows
 */
public record AcceptanceRequest(
    String namespace,
    @Nullable Map<String, String> namespaceLabels,
    TenantSpec spec,
    String platformNamespace,
    PlatformSpec platform) {

  boolean atHome() {
    return namespace.equals(platformNamespace);
  }
}
