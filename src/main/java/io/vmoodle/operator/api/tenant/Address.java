package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** Where a tenant is served: exactly one of the two is there. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.host) != has(self.subPath)",
    message = "exactly one of host and subPath must be given")
public record Address(
    @Size(min = 1, max = 240)
        @ValidationRule(
            value = Cel.FULL_HOST,
            message =
                "must be a full, lower-case DNS name such as hugo.example.edu: no "
                    + "scheme, port, path, wildcard, dot at the end, underscore or IP address")
        @ValidationRule(
            value = "!self.matches('^(.*[.])?(svc|cluster[.]local)$')",
            message = "must not end in .svc or .cluster.local: such hosts are the cluster's own")
        @JsonPropertyDescription(
            """
            Host of the tenant, a full lower-case DNS name such as hugo.example.edu. \
            Scheme and port come from the platform's main.url. In another namespace than \
            the platform's it must be one that the platform grants (its tenants.hosts). At \
            most 240 characters; for MNet the whole address should have at most 64, \
            because the certificate's name is cut there.""")
        @Nullable String host,
    @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
            message =
                "must be one path element of lower-case letters, digits and '-', such "
                    + "as hugo: no slash, dot or underscore")
        @ValidationRule(
            value =
                """
                !(self in ['admin', 'ai', 'analytics', 'auth', 'availability', 'backup', \
                'badges', 'blocks', 'blog', 'cache', 'calendar', 'cohort', 'comment', \
                'communication', 'competency', 'completion', 'contentbank', 'course', \
                'customfield', 'dataformat', 'enrol', 'error', 'favourites', 'files', \
                'filter', 'grade', 'group', 'h5p', 'install', 'iplookup', 'lang', 'lib', \
                'local', 'login', 'media', 'message', 'mnet', 'mod', 'moodlenet', 'my', \
                'notes', 'payment', 'pix', 'plagiarism', 'portfolio', 'privacy', 'public', \
                'question', 'rating', 'report', 'reportbuilder', 'repository', 'rss', \
                'search', 'sms', 'tag', 'theme', 'user', 'userpix', 'vendor', 'webservice'])""",
            message = "is the name of one of Moodle's own folders; choose another")
        @JsonPropertyDescription(
            """
            First path element below the main Moodle's address: hugo makes \
            https://moodle.example.edu/hugo. The platform must allow it \
            (tenants.allowSubPaths). With the plugin's own boot, config.php needs \
            $CFG->vmoodleusesubpaths and the code base a symbolic link of this name to \
            itself. At most 63 characters.""")
        @Nullable String subPath) {}
