package io.vmoodle.operator.tenant;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.tenant.facts.RotationRequest;
import io.vmoodle.operator.tenant.status.Hold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * After which changes of its resource a tenant is looked at: of what it asks for, in its spec or by
 * an annotation, of its finalizer, and at its deletion. A status is the operator's own.
 */
final class TenantChanges implements OnUpdateFilter<VirtualMoodle> {
  private static final List<String> REQUESTS = List.of(RotationRequest.ANNOTATION, Hold.ANNOTATION);

  @Override
  public boolean accept(VirtualMoodle now, VirtualMoodle before) {
    var then = before.getMetadata();
    return !Objects.equals(now.getMetadata().getGeneration(), then.getGeneration())
        || !now.getMetadata().getFinalizers().equals(then.getFinalizers())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || REQUESTS.stream()
            .anyMatch(name -> !Objects.equals(annotation(now, name), annotation(before, name)));
  }

  private static @Nullable String annotation(VirtualMoodle tenant, String name) {
    return Objects.requireNonNullElse(
            tenant.getMetadata().getAnnotations(), Map.<String, String>of())
        .get(name);
  }
}
