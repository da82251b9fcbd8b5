package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Which namespaces may hold tenants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamespaceRule(NamespacesFrom from, @Nullable NamespaceSelector selector) {
  /** Only the platform's own namespace. */
  public static final NamespaceRule DEFAULT = new NamespaceRule(NamespacesFrom.Same, null);

  /** Fills in the default of an absent field. */
  public NamespaceRule {
    from = from == null ? NamespacesFrom.Same : from;
  }
}
