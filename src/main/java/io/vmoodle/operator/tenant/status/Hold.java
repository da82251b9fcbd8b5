package io.vmoodle.operator.tenant.status;

import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Labels;
import java.util.Map;
import java.util.Objects;

/**
 * The way out of a deletion that cannot go on: the annotation {@value Labels#RELEASE_HOLD} with the
 * tenant's id as its value lets go of the resource and leaves everything else where it is.
 */
public final class Hold {
  /** The annotation that, with the tenant's id as its value, lets go of a deletion. */
  public static final String ANNOTATION = Labels.RELEASE_HOLD;

  private Hold() {}

  /** The id guards against an annotation that was copied along with a manifest. */
  public static boolean isReleased(VirtualMoodle tenant) {
    var annotations =
        Objects.requireNonNullElse(tenant.getMetadata().getAnnotations(), Map.<String, String>of());
    var id = TenantStatuses.current(tenant).tenantId();
    return id != null && id.equals(annotations.get(ANNOTATION));
  }
}
