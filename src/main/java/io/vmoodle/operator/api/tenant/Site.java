package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/** What a Moodle calls itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Site(
    String fullName, String shortName, String description, String language, SiteAdmin admin) {
  /** The language of a new Moodle when none is given. */
  public static final String DEFAULT_LANGUAGE = "en";

  /** Fills in the defaults of absent fields. */
  public Site {
    description = description == null ? "" : description;
    language = language == null ? DEFAULT_LANGUAGE : language;
    admin = admin == null ? SiteAdmin.DEFAULT : admin;
  }
}
