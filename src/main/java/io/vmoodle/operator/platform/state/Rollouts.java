package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.kube.Finding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a platform's rollout says at the moment: it changes between two looks at the platform. */
public interface Rollouts {
  /** Which tenants may come to another release. */
  RolloutPlan plan();

  /** How many tenants are where; empty as long as that is not known. */
  Optional<RolloutStatus> status();

  /**
   * What became of a tenant's turn: so others are not held up by one that cannot go.
   *
   * @param obstacle what a person has to clear away; null: nothing that a person has to
   */
  void turned(String tenantId, @Nullable Finding obstacle);

  /** The release that a new tenant without a pin gets. */
  String releaseOfNewTenants();
}
