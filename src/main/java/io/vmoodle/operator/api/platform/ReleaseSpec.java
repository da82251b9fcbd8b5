package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vmoodle.operator.api.ServiceRef;

/** A code base: an image and the Service of the web pods that run it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseSpec(String name, String image, String codePath, ServiceRef service) {
  /** Where the usual images have Moodle's code. */
  public static final String DEFAULT_CODE_PATH = "/var/www/html";

  /** Fills in the default of an absent path. */
  public ReleaseSpec {
    codePath = codePath == null ? DEFAULT_CODE_PATH : codePath;
  }
}
