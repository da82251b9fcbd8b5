package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a tenant starts from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Source(SourceType type, @Nullable ExistingMoodle existing) {
  /** A fresh Moodle. */
  public static final Source DEFAULT = new Source(SourceType.Install, null);

  /** Fills in the default of an absent type. */
  public Source {
    type = type == null ? SourceType.Install : type;
  }
}
