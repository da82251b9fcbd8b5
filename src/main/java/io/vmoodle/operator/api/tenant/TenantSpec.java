package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.DeletionPolicy;
import org.jspecify.annotations.Nullable;

/** What a tenant is wanted to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What the tenant should be.")
@ValidationRule(
    value = "self.source.type != 'Existing' || self.deletionPolicy == 'Retain'",
    message =
        "must be Retain with source.type Existing: the operator never removes "
            + "what it did not make",
    fieldPath = ".deletionPolicy")
@ValidationRule(
    value = "self.source.type != 'Existing' || self.state != 'Maintenance'",
    message =
        "cannot be Maintenance with source.type Existing: the operator does not mount its data "
            + "folder; use Suspended, or Moodle's own admin/cli/maintenance.php",
    fieldPath = ".state")
@ValidationRule(
    value = "self.source.type != 'Existing' || !has(self.placement)",
    message =
        "is only for new databases; with source.type Existing leave it out, "
            + "source.existing.server says the server",
    fieldPath = ".placement")
@ValidationRule(
    value =
        "!has(oldSelf.placement) || !has(oldSelf.placement.databaseServer) || "
            + "!has(self.placement) || !has(self.placement.databaseServer) || "
            + "self.placement.databaseServer == oldSelf.placement.databaseServer",
    message =
        "databaseServer cannot change: a database does not move by itself; "
            + "it can be removed, and the platform chooses for a tenant that has none yet",
    fieldPath = ".placement")
public record TenantSpec(
    @Default("false")
        @JsonPropertyDescription(
            """
            True stops everything that the operator does for this tenant; what is there \
            goes on serving. Default: false.""")
        boolean paused,
    @Required
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message = "cannot change: a tenant stays with its platform; make another tenant")
        @JsonPropertyDescription("The MoodlePlatform that this tenant belongs to. Cannot change.")
        PlatformRef platformRef,
    @Required
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change, because Moodle stores it in its content; make another " + "tenant")
        @JsonPropertyDescription(
            "Where the tenant is served: exactly one of host and subPath. Cannot change.")
        Address address,
    @Required @JsonPropertyDescription("What the Moodle calls itself, and its first administrator.")
        Site site,
    @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.RELEASE_NAME,
            message = "must be the name of a release: " + Cel.RELEASE_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the platform's release that this tenant should be on. Default: the \
            platform's defaultRelease.""")
        @Nullable String release,
    @Default("{\"type\": \"Install\"}")
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message = "cannot change: it says how the tenant came to be; make another tenant")
        @JsonPropertyDescription(
            "What the tenant starts from. Default: a fresh Moodle. Cannot change.")
        Source source,
    @JsonPropertyDescription("Where a new tenant's database goes. Default: the platform chooses.")
        @Nullable Placement placement,
    @Default("\"Active\"")
        @JsonPropertyDescription(
            """
            Active = served. Maintenance = its Moodle answers visitors that it is under \
            maintenance (status 503; a Job writes climaintenance.html into the data \
            folder), and its cron does nothing; not with source.type Existing, whose folder \
            the operator does not mount. Suspended = its route leads to the platform's \
            unavailableService and its registry row is disabled; nothing else is touched. \
            Can be changed at any time; an installation goes on meanwhile. Default: Active.""")
        WishedState state,
    @Default("\"Retain\"")
        @JsonPropertyDescription(
            """
            What becomes of the tenant's database and files when this resource is deleted: \
            Retain = they stay, locked, and the same resource with the same address \
            applied again gets them back; Delete = they are removed. The platform must \
            allow it (its tenants.deletionPolicies). With source.type Existing only Retain \
            is allowed. Default: Retain.""")
        DeletionPolicy deletionPolicy) {
  /** Fills in the defaults of absent fields. */
  public TenantSpec {
    source = source == null ? Source.DEFAULT : source;
    state = state == null ? WishedState.Active : state;
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
  }
}
