package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which namespaces may hold tenants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.from != 'Selector' || has(self.selector)",
    message = "selector is needed with from: Selector")
@ValidationRule(
    value = "self.from == 'Selector' || !has(self.selector)",
    message = "selector is only for from: Selector; leave it out or change from")
public record NamespaceRule(
    @Default("\"Same\"")
        @JsonPropertyDescription(
            """
            Same = only the platform's own namespace; Selector = its own and those that \
            selector matches; All = every namespace. Default: Same.""")
        NamespacesFrom from,
    @JsonPropertyDescription(
            "The namespaces, by their labels. Needed with from Selector, not allowed otherwise.")
        @Nullable NamespaceSelector selector) {
  /** Only the platform's own namespace. */
  public static final NamespaceRule DEFAULT = new NamespaceRule(NamespacesFrom.Same, null);

  /** Fills in the default of an absent field. */
  public NamespaceRule {
    from = from == null ? NamespacesFrom.Same : from;
  }
}
