package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.Engine;
import org.jspecify.annotations.Nullable;

/** A database server on which tenants get their databases. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseServerSpec(
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(value = Cel.LABEL, message = "must be " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name by which registry.server and tenants refer to this server. At most 40 \
            characters. A server that tenants live on must not be renamed.""")
        String name,
    @Required
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message = "cannot change for a server; add an entry with another name")
        @JsonPropertyDescription(
            """
            Kind of the server: MariaDB (10.6 or newer; written as mariadb to the \
            registry) or PostgreSQL (15 or newer; written as pgsql). Cannot change.""")
        @Nullable Engine engine,
    @Required
        @Size(min = 1, max = 80)
        @ValidationRule(
            value = Cel.SERVER_HOST,
            message = "must be a lower-case host name or an IPv4 address, without port")
        @JsonPropertyDescription(
            """
            Host at which Moodle's pods reach the server. It is written to the registry's \
            column vdbhost, which has 80 characters and no place for a port: the server \
            must listen on the engine's usual port (3306 for MariaDB, 5432 for \
            PostgreSQL), or config.php must set one for all tenants.""")
        String host,
    @Required
        @JsonPropertyDescription(
            "How the operator itself reaches the server to make databases and logins.")
        AdminSpec admin,
    @JsonPropertyDescription(
            """
            TLS of the operator's own connections to the server, the registry's included, and \
            of the Jobs that copy MariaDB databases, which connect to host. What Moodle's web \
            pods use is up to their config.php (dboptions), because the registry \
            has no column for it. Default: no TLS.""")
        DatabaseTls tls,
    @Default("true")
        @JsonPropertyDescription(
            """
            Whether new tenants may be placed here. False keeps the tenants that are here. \
            Default: true.""")
        Boolean accepting,
    @Min(1)
        @Max(100000)
        @JsonPropertyDescription(
            """
            How many tenants this server takes, at most 100,000; a full one gets no new \
            tenants. Default: no limit.""")
        @Nullable Integer maxTenants,
    @Default("50")
        @Min(1)
        @Max(10000)
        @JsonPropertyDescription(
            """
            How many connections one tenant's login may hold open at a time, from 1 to \
            10,000 (MAX_USER_CONNECTIONS on MariaDB, CONNECTION LIMIT on PostgreSQL), so \
            that one busy tenant cannot take all of them. A PHP worker needs one. Default: \
            50.""")
        Integer maxConnectionsPerTenant,
    @Size(min = 36, max = 36)
        @ValidationRule(
            value = Cel.UUID,
            message = "must be the new identity from the message: " + Cel.UUID_IN_WORDS)
        @JsonPropertyDescription(
            """
            Says that the server which is found at this host now takes the place of the one \
            that was here: its identity, as the message of the reason IdentityChanged shows it. \
            Until then nothing is done on it. A database that held a Moodle and is not on the \
            new server is reported as lost, never made again. May stay when it has been \
            acknowledged. Default: another server than the known one is refused.""")
        @Nullable String acceptIdentity) {
  /** Connections that one tenant may hold open when nothing else is said. */
  public static final int DEFAULT_MAX_CONNECTIONS = 50;

  /** Fills in the defaults of absent fields. */
  public DatabaseServerSpec {
    tls = tls == null ? DatabaseTls.NONE : tls;
    accepting = accepting == null || accepting;
    maxConnectionsPerTenant =
        maxConnectionsPerTenant == null ? DEFAULT_MAX_CONNECTIONS : maxConnectionsPerTenant;
  }
}
