package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.DeletionPolicy;
import org.jspecify.annotations.Nullable;

/** What a tenant is wanted to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantSpec(
    boolean paused,
    PlatformRef platformRef,
    Address address,
    Site site,
    @Nullable String release,
    Source source,
    @Nullable Placement placement,
    DeletionPolicy deletionPolicy) {
  /** Fills in the defaults of absent fields. */
  public TenantSpec {
    source = source == null ? Source.DEFAULT : source;
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
  }
}
