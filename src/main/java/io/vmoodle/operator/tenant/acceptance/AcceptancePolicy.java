package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.kube.Finding;
import java.util.Optional;

/** One question that decides whether a tenant may be what it asks to be. */
@FunctionalInterface
public interface AcceptancePolicy {
  /** Why the platform refuses the request, or empty where this policy has nothing against it. */
  Optional<Finding> refuse(AcceptanceRequest request);
}
