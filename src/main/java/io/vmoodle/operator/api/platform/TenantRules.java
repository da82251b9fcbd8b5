package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.DeletionPolicy;
import java.util.List;

/** Who may be a tenant of a platform, and what a tenant may ask. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantRules(
    NamespaceRule namespaces,
    List<HostGrant> hosts,
    Boolean allowSubPaths,
    Adoption adoption,
    List<DeletionPolicy> deletionPolicies) {
  /** Tenants of the platform's namespace only, without sub-paths, adoption or deletion of data. */
  public static final TenantRules DEFAULT =
      new TenantRules(
          NamespaceRule.DEFAULT,
          List.of(),
          false,
          Adoption.Forbidden,
          List.of(DeletionPolicy.Retain));

  /** Fills in the defaults of absent fields. */
  public TenantRules {
    namespaces = namespaces == null ? NamespaceRule.DEFAULT : namespaces;
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    allowSubPaths = allowSubPaths != null && allowSubPaths;
    adoption = adoption == null ? Adoption.Forbidden : adoption;
    deletionPolicies =
        deletionPolicies == null ? List.of(DeletionPolicy.Retain) : List.copyOf(deletionPolicies);
  }
}
