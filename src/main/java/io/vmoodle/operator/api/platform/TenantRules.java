package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.vmoodle.operator.api.DeletionPolicy;
import java.util.List;

/** Who may be a tenant of a platform, and what a tenant may ask. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantRules(
    @Default("{\"from\": \"Same\"}")
        @JsonPropertyDescription(
            "Which namespaces may hold tenants of this platform. Default: only its own.")
        NamespaceRule namespaces,
    @Size(max = 256)
        @JsonPropertyDescription(
            """
            Hosts that tenants of other namespaces may claim. Without an entry they may \
            claim none. Tenants in the platform's own namespace may claim any host but the \
            main Moodle's. At most 256 entries.""")
        List<HostGrant> hosts,
    @Default("false")
        @JsonPropertyDescription(
            """
            Whether tenants may be served below the main Moodle's host, as in \
            https://moodle.example.edu/hugo. All of them share one origin, so a browser \
            lets scripts and cookies of one reach the others: only for tenants that trust \
            each other. Default: false.""")
        Boolean allowSubPaths,
    @Default("\"Forbidden\"")
        @JsonPropertyDescription(
            """
            Who may turn a Moodle that exists already into a tenant (source.type \
            Existing), and so name a database and a folder: Forbidden = nobody; \
            PlatformNamespace = tenants in the platform's own namespace; Allowed = every \
            tenant. Default: Forbidden.""")
        Adoption adoption,
    @Default("[\"Retain\"]")
        @Size(min = 1, max = 2)
        @JsonPropertyDescription(
            """
            What tenants may ask for their data when they are deleted: Retain = it stays; \
            Delete = it is removed. Default: [Retain].""")
        List<DeletionPolicy> deletionPolicies,
    @Default("10")
        @Min(0)
        @Max(10000)
        @JsonPropertyDescription(
            """
            How many tenants may begin to be deleted within any hour, whatever their \
            deletionPolicy, from 0 (none) to 10,000. The others wait and keep serving, so \
            that a wrong prune does not take a fleet away. Default: 10.""")
        Integer maxDeletionsPerHour) {
  /** Deletions that may begin within an hour when nothing else is said. */
  public static final int DEFAULT_MAX_DELETIONS = 10;

  /** Tenants of the platform's namespace only, without sub-paths, adoption or deletion of data. */
  public static final TenantRules DEFAULT =
      new TenantRules(
          NamespaceRule.DEFAULT,
          List.of(),
          false,
          Adoption.Forbidden,
          List.of(DeletionPolicy.Retain),
          DEFAULT_MAX_DELETIONS);

  /** Fills in the defaults of absent fields. */
  public TenantRules {
    namespaces = namespaces == null ? NamespaceRule.DEFAULT : namespaces;
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    allowSubPaths = allowSubPaths != null && allowSubPaths;
    adoption = adoption == null ? Adoption.Forbidden : adoption;
    deletionPolicies =
        deletionPolicies == null ? List.of(DeletionPolicy.Retain) : List.copyOf(deletionPolicies);
    maxDeletionsPerHour = maxDeletionsPerHour == null ? DEFAULT_MAX_DELETIONS : maxDeletionsPerHour;
  }
}
