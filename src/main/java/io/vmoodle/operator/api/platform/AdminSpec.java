package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.SecretRef;
import org.jspecify.annotations.Nullable;

/** How the operator itself reaches a database server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdminSpec(
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.SERVER_HOST,
            message = "must be a lower-case host name or an IPv4 address, without port")
        @JsonPropertyDescription(
            """
            Host at which the operator reaches the server, if it is another one than \
            Moodle's pods use. Default: the server's host.""")
        @Nullable String host,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            """
            Port at which the operator reaches the server; without another host, also the one \
            at which Jobs that copy databases do. Default: 3306 for MariaDB, 5432 for \
            PostgreSQL.""")
        @Nullable Integer port,
    @Required
        @JsonPropertyDescription(
            """
            Secret in the platform's namespace with the keys username and password of an \
            account that may make databases and logins: on PostgreSQL a role with CREATEDB \
            and CREATEROLE (a superuser is not needed), on MariaDB an account with CREATE \
            USER and, with grant option, what tenants may do in databases named vm_...; the \
            page about database servers has the statements. Read again when the server \
            refuses the password, and from time to time.""")
        SecretRef credentialsSecretRef) {}
