package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** One requirement on a label. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LabelRequirement(String key, SelectorOperator operator, List<String> values) {
  /** Turns absent values into none. */
  public LabelRequirement {
    values = values == null ? List.of() : List.copyOf(values);
  }
}
