package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;

/** The main Moodle of a platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MainSpec(
    @Required
        @Size(min = 1, max = 190)
        @ValidationRule(
            value = Cel.ROOT_URL,
            message =
                "must be http:// or https://, a lower-case host name and at most a "
                    + "port, such as https://moodle.example.edu: no path, no slash at the "
                    + "end, no user name, no IP address")
        @ValidationRule(
            value =
                "!self.matches(':[0-9]{1,5}$')"
                    + " || int(self.substring(self.lastIndexOf(':') + 1)) <= 65535",
            message = "must have a port of at most 65535, or none")
        @ValidationRule(
            value = "!self.matches('^(http://.*:80|https://.*:443)$')",
            message =
                "leave out the port that the scheme has anyway: browsers leave it out "
                    + "too, and the tenants' addresses are compared character by character")
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change, because the addresses of all tenants are made from it; "
                    + "make another platform")
        @JsonPropertyDescription(
            """
            Address of the main Moodle, exactly as $CFG->wwwroot in its config.php: http \
            or https, a lower-case host name, a port only if it is not the scheme's own, \
            no path. Tenants get the same scheme and port: the tenant with host \
            hugo.example.edu of https://moodle.example.edu:8443 is \
            https://hugo.example.edu:8443, the one with sub-path hugo is \
            https://moodle.example.edu:8443/hugo. At most 190 characters, because the \
            plugin's column for a tenant's address has 255. Cannot change.""")
        String url,
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.RELEASE_NAME,
            message = "must be the name of a release: " + Cel.RELEASE_NAME_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the release in releases that the main Moodle's own database is on. The \
            main Moodle changes release only by this field, never by defaultRelease.""")
        String release) {}
