package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What a Moodle calls itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Site(
    @Required
        @Size(min = 1, max = 254)
        @ValidationRule(
            value = "self.matches(r'^[^\\p{Cc}\\p{Zl}\\p{Zp}]+$') && self.trim() != ''",
            message = "must be one line of text without control characters, and not blank")
        @JsonPropertyDescription(
            """
            Full name, such as Lycée Victor Hugo: one line of at most 254 characters, as \
            Moodle's course.fullname has. Always written to the registry's row; to Moodle \
            itself only when it is installed.""")
        String fullName,
    @Required
        @Size(min = 1, max = 80)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9][A-Za-z0-9_.-]*$')",
            message =
                "must be ASCII letters, digits, '_', '.' and '-', beginning with a "
                    + "letter or digit, without spaces")
        @JsonPropertyDescription(
            """
            Short name, such as hugo: at most 80 ASCII letters, digits, '_', '.' and '-', \
            because the plugin makes file names of it. Always written to the registry's \
            row; to Moodle itself only when it is installed.""")
        String shortName,
    @Default("\"\"")
        @Size(max = 4000)
        @ValidationRule(
            value = "self.matches(r'^([^\\p{Cc}]|[\\t\\r\\n])*$')",
            message = "must be text without control characters other than line breaks and tabs")
        @JsonPropertyDescription(
            """
            What the site is about; at most 4,000 characters. Always written to the \
            registry's row; to Moodle itself only when it is installed. Default: empty.""")
        String description,
    @Default("\"en\"")
        @Size(min = 1, max = 30)
        @ValidationRule(
            value = "self.matches('^[a-z]{2,3}(_[a-z0-9]+)*$')",
            message = "must be the code of a Moodle language pack, such as en, fr or fr_ca")
        @JsonPropertyDescription(
            """
            Language of a new Moodle, as Moodle names its language packs: en, fr, fr_ca. \
            At most 30 characters. Used only when Moodle is installed. Default: en.""")
        String language,
    @Default("{\"username\": \"admin\"}")
        @JsonPropertyDescription("The first administrator. Used only when Moodle is installed.")
        SiteAdmin admin) {
  /** The language of a new Moodle when none is given. */
  public static final String DEFAULT_LANGUAGE = "en";

  /** Fills in the defaults of absent fields. */
  public Site {
    description = description == null ? "" : description;
    language = language == null ? DEFAULT_LANGUAGE : language;
    admin = admin == null ? SiteAdmin.DEFAULT : admin;
  }
}
