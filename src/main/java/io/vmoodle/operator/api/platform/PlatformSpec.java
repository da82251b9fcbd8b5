package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.List;

/** What a platform is wanted to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What the platform should be.")
@ValidationRule(
    value = "self.databaseServers.exists(server, server.name == self.registry.server)",
    message = "must be the name of an entry of databaseServers",
    fieldPath = ".registry.server")
@ValidationRule(
    value = "self.releases.exists(release, release.name == self.defaultRelease)",
    message = "must be the name of an entry of releases",
    fieldPath = ".defaultRelease")
@ValidationRule(
    value = "self.releases.exists(release, release.name == self.main.release)",
    message = "must be the name of an entry of releases",
    fieldPath = ".main.release")
@ValidationRule(
    value =
        "self.releases.all(release, !(self.storage.mountPath + "
            + "'/').startsWith(release.codePath + '/'))",
    message =
        "must not be a release's codePath or below one, where the web server "
            + "would serve the tenants' files",
    fieldPath = ".storage.mountPath")
public record PlatformSpec(
    @Default("false")
        @JsonPropertyDescription(
            """
            True stops everything that the operator does for this platform and all its \
            tenants; what is there goes on serving. Default: false.\
            """)
        boolean paused,
    @Default("\"Correct\"")
        @JsonPropertyDescription(
            """
            What to do about rows of the registry that somebody else changed or removed: \
            Correct = write them as the tenants say, with an Event that names the columns; \
            Report = only report them. Default: Correct.\
            """)
        Drift drift,
    @Required
        @JsonPropertyDescription("The main Moodle, whose code base and registry the tenants share.")
        MainSpec main,
    @Required
        @JsonPropertyDescription(
            """
            Where the plugin local_vmoodle keeps the table of virtual Moodles. A registry \
            belongs to one platform.\
            """)
        RegistrySpec registry,
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, a.engine == b.engine && a.host == b.host))",
            message =
                "each server may be listed once: two entries with the same engine and "
                    + "host would let two tenants get one database")
        @JsonPropertyDescription(
            """
            The database servers of the registry and of tenants, by name; from 1 to 64. \
            New tenants go where there is room.\
            """)
        List<DatabaseServerSpec> databaseServers,
    @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription(
            """
            The code bases that run side by side, by name; from 1 to 32. A release must \
            stay as long as a tenant is on it.\
            """)
        List<ReleaseSpec> releases,
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.RELEASE_NAME,
            message = "must be the name of a release: " + Cel.RELEASE_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the release in releases that tenants without a pin should be on. \
            Another one has them upgraded to it, as rollout says; an older one downgrades \
            nobody.\
            """)
        String defaultRelease,
    @Default("{}")
        @JsonPropertyDescription(
            """
            How tenants come to the default release after it changed. Default: one of them \
            first, then four at a time, until one fails.\
            """)
        RolloutSpec rollout,
    @Default("{}")
        @JsonPropertyDescription(
            """
            Who may be a tenant, and what a tenant may ask. Default: tenants in the \
            platform's own namespace, with hosts of their own, whose data is kept when \
            they are deleted.\
            """)
        TenantRules tenants,
    @Required @JsonPropertyDescription("Where the data folders of tenants live.")
        StorageSpec storage,
    @Default("{\"type\": \"Ingress\"}")
        @ValidationRule(
            value = "self.type != 'Gateway' || has(self.gateway)",
            message = "type Gateway needs gateway.parentRefs: the Gateways that serve tenants")
        @JsonPropertyDescription(
            """
            How web traffic reaches tenants. Default: Ingress objects of the cluster's \
            default class.\
            """)
        RoutingSpec routing,
    @Default("{}")
        @JsonPropertyDescription(
            """
            How the Jobs are run in which Moodle's scripts work on tenants. Default: eight \
            at a time, with nothing added to their pods.\
            """)
        JobsSpec jobs) {
  /** Fills in the defaults of absent fields. */
  public PlatformSpec {
    drift = drift == null ? Drift.Correct : drift;
    databaseServers = databaseServers == null ? List.of() : List.copyOf(databaseServers);
    releases = releases == null ? List.of() : List.copyOf(releases);
    rollout = rollout == null ? RolloutSpec.DEFAULT : rollout;
    tenants = tenants == null ? TenantRules.DEFAULT : tenants;
    routing = routing == null ? RoutingSpec.DEFAULT : routing;
    jobs = jobs == null ? JobsSpec.DEFAULT : jobs;
  }
}
