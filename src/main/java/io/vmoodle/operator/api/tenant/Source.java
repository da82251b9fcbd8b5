package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a tenant starts from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.type != 'Existing' || has(self.existing)",
    message = "existing is needed with type: Existing")
@ValidationRule(
    value = "self.type == 'Existing' || !has(self.existing)",
    message = "existing is only for type: Existing; leave it out or change type")
public record Source(
    @Default("\"Install\"")
        @JsonPropertyDescription(
            """
            Install = a fresh Moodle; Existing = a Moodle that exists already, named by \
            existing. Default: Install.""")
        SourceType type,
    @JsonPropertyDescription(
            """
            The Moodle that exists already. Needed with type Existing, not allowed \
            otherwise. The platform must allow it (tenants.adoption).""")
        @Nullable ExistingMoodle existing) {
  /** A fresh Moodle. */
  public static final Source DEFAULT = new Source(SourceType.Install, null);

  /** Fills in the default of an absent type. */
  public Source {
    type = type == null ? SourceType.Install : type;
  }
}
