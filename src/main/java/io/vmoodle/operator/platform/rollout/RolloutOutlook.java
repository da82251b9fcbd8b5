package io.vmoodle.operator.platform.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a platform gave of its rollout.
 *
 * @param progress how far it is; null as long as the tenants' resources are not known
 * @param changed the tenants for which something else was decided than before
 */
public record RolloutOutlook(@Nullable RolloutProgress progress, Set<ResourceID> changed) {
  /** Copies the set. */
  public RolloutOutlook {
    changed = Set.copyOf(changed);
  }
}
