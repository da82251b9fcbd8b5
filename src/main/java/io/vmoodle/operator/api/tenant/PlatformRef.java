package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The platform that a tenant belongs to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlatformRef(String name, @Nullable String namespace) {
  /** The platform's namespace: the named one, else the tenant's own. */
  public String namespaceOr(String own) {
    return namespace == null ? own : namespace;
  }
}
