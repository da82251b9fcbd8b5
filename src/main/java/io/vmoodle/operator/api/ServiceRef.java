package io.vmoodle.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/** A port of a Service in the platform's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceRef(String name, Integer port) {
  /** The port when none is named. */
  public static final int DEFAULT_PORT = 80;

  /** Fills in the default of an absent port. */
  public ServiceRef {
    port = port == null ? DEFAULT_PORT : port;
  }
}
