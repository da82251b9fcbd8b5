package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.kube.Finding;
import java.util.List;
import java.util.Optional;

/** Every policy that a tenant has to pass before anything is claimed for it, in order. */
public final class AcceptancePolicies {
  private static final List<AcceptancePolicy> ALL =
      List.of(
          RequestPolicies::understood,
          NamespacePolicies::namespaceAllowed,
          AddressPolicies::wellFormed,
          AddressPolicies::subPathAllowed,
          AddressPolicies::notTheMainMoodles,
          AddressPolicies::hostGranted,
          AddressPolicies::fitsTheRegistry,
          RequestPolicies::adoptionAllowed,
          RequestPolicies::databaseNotReserved,
          RequestPolicies::folderNotOfAll,
          RequestPolicies::deletionPolicyAllowed,
          RequestPolicies::serverKnown,
          RequestPolicies::releaseKnown);

  private AcceptancePolicies() {}

  /** The first refusal, or empty where the platform has nothing against the tenant. */
  public static Optional<Finding> refuse(AcceptanceRequest request) {
    return ALL.stream().flatMap(policy -> policy.refuse(request).stream()).findFirst();
  }
}
