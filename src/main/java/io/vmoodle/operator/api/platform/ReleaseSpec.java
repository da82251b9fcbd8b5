package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.ServiceRef;

/** A code base: an image and the Service of the web pods that run it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseSpec(
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(value = Cel.RELEASE_NAME, message = "must be " + Cel.RELEASE_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the release, such as 4.5. It is written to the registry's rows, so \
            that a tenant is only ever served by code that fits its database. At most 40 \
            characters.""")
        String name,
    @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = Cel.IMAGE,
            message = "must be an image reference such as registry.example.edu/moodle:4.5.1")
        @ValidationRule(
            value =
                "self.matches('(:[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[a-f0-9]{64})$') "
                    + "&& !self.endsWith(':latest')",
            message =
                "must name a tag other than latest, or a digest, so that a release "
                    + "stays the same code")
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change: a patched build is a new release; add an entry with "
                    + "another name")
        @JsonPropertyDescription(
            """
            Image with this release's code and PHP, for the Jobs that run Moodle's \
            scripts. It must name a tag other than latest, or a digest. Cannot change: a \
            patched build is a new release with another name.""")
        String image,
    @Default("\"/var/www/html\"")
        @Size(min = 1, max = 255)
        @ValidationRule(
            value = Cel.ABSOLUTE_PATH,
            message = "must be " + Cel.ABSOLUTE_PATH_IN_WORDS)
        @JsonPropertyDescription(
            """
            Folder of Moodle's code in the image, the one with config.php. Default: \
            /var/www/html.""")
        String codePath,
    @Required
        @JsonPropertyDescription(
            """
            The Service of the web pods that run this release. Tenants on this release are \
            routed to it.""")
        ServiceRef service) {
  /** Where the usual images have Moodle's code. */
  public static final String DEFAULT_CODE_PATH = "/var/www/html";

  /** Fills in the default of an absent path. */
  public ReleaseSpec {
    codePath = codePath == null ? DEFAULT_CODE_PATH : codePath;
  }
}
