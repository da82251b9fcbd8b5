package io.vmoodle.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/** One key of a Secret. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretKeyRef(String name, String key) {
  /** The key that is read when none is named. */
  public static final String DEFAULT_KEY = "password";

  /** Fills in the default of an absent key. */
  public SecretKeyRef {
    key = key == null ? DEFAULT_KEY : key;
  }
}
