package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.UnreadableSpec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a platform has to know of a tenant's resource, as it was last seen.
 *
 * @param readable whether this operator can read its spec; else the rest says nothing
 * @param paused it says that nothing is to be done to the tenant
 * @param leaving it is being deleted
 * @param pin the release that it names; null: it follows the platform's default
 * @param labels its labels
 */
public record TenantResource(
    boolean readable,
    boolean paused,
    boolean leaving,
    @Nullable String pin,
    Map<String, String> labels) {
  /** Copies the labels. */
  public TenantResource {
    labels = Map.copyOf(labels);
  }

  /** Of a resource as it is stored. */
  public static TenantResource of(VirtualMoodle tenant) {
    var metadata = tenant.getMetadata();
    var labels = Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of());
    return UnreadableSpec.is(tenant)
        ? new TenantResource(false, false, tenant.isMarkedForDeletion(), null, labels)
        : new TenantResource(
            true,
            tenant.getSpec().paused(),
            tenant.isMarkedForDeletion(),
            tenant.getSpec().release(),
            labels);
  }
}
