package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.SecretRef;
import org.jspecify.annotations.Nullable;

/** Where the table of virtual Moodles lives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RegistrySpec(
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.LABEL,
            message = "must be the name of an entry of databaseServers: " + Cel.LABEL_IN_WORDS)
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change, because the registry and what the operator remembers "
                    + "lie there; make another platform")
        @JsonPropertyDescription(
            """
            Name of the entry of databaseServers on which the main Moodle's database \
            lives. Cannot change.""")
        String server,
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = Cel.DATABASE_NAME,
            message = "must be a database name: " + Cel.DATABASE_NAME_IN_WORDS)
        @ValidationRule(
            value = Cel.NOT_A_SYSTEM_DATABASE,
            message =
                "must be the main Moodle's database, not one of the database server's "
                    + "or the operator's own")
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change, because the registry and what the operator remembers "
                    + "lie there; make another platform")
        @JsonPropertyDescription(
            """
            Name of the main Moodle's database, in which the plugin local_vmoodle keeps \
            its table of virtual Moodles. The operator writes rows of that one table, and \
            keeps its own records next to it: on MariaDB in the database vmoodle_operator, \
            on PostgreSQL in a schema vmoodle_operator of this database. On PostgreSQL \
            with the plugin's own boot this database must be named like the login that \
            config.php connects with (the boot ignores vmasterdbname there), vmasterdbtype \
            must be postgres, and the plugin's install must be corrected by hand first \
            (db/install.php quotes strings with double quotes, which PostgreSQL refuses). \
            At most 64 characters. Cannot change.""")
        String database,
    @Default("\"mdl_\"")
        @Size(min = 1, max = 10)
        @ValidationRule(
            value = Cel.TABLE_PREFIX,
            message = "must be a table prefix: " + Cel.TABLE_PREFIX_IN_WORDS)
        @ValidationRule(
            value = Cel.IMMUTABLE,
            message =
                "cannot change, because the registry lies in tables of this prefix; "
                    + "make another platform")
        @JsonPropertyDescription(
            """
            Prefix of the main Moodle's tables, as $CFG->prefix and $CFG->vmasterprefix in \
            its config.php. At most 10 characters, as in Moodle. Default: mdl_. Cannot \
            change.""")
        String tablePrefix,
    @JsonPropertyDescription(
            """
            Secret in the platform's namespace with the keys username and password of an \
            account that may read and write the registry's table. Default: the admin \
            account of the server.""")
        @Nullable SecretRef credentialsSecretRef,
    @Size(min = 36, max = 36)
        @ValidationRule(
            value = Cel.UUID,
            message = "must be the cluster's id from the message: " + Cel.UUID_IN_WORDS)
        @JsonPropertyDescription(
            """
            Takes the registry over from the operator of another cluster: the id of that \
            cluster, as the message of the reason OwnedByAnotherCluster shows it. The other \
            operator is shut out from that moment on. Never set it in a copy of a cluster \
            whose original goes on: the copy would take the original's tenants. May stay when \
            it has been done. Default: a registry of another cluster is refused.""")
        @Nullable String takeoverFrom,
    @Size(min = 16, max = 16)
        @ValidationRule(
            value = Cel.CHANGES_MARK,
            message = "must be the mark from the message: 16 lower-case hexadecimal digits")
        @JsonPropertyDescription(
            """
            Says that all the changed rows which the reason MassDrift counts are to be \
            mended: the mark from its message. Each set of changes has another mark. May stay \
            when it has been done. Default: so many changes at once are reported, and none is \
            mended.""")
        @Nullable String acceptDrift) {
  /** Moodle's usual table prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "mdl_";

  /** Fills in the default of an absent prefix. */
  public RegistrySpec {
    tablePrefix = tablePrefix == null ? DEFAULT_TABLE_PREFIX : tablePrefix;
  }
}
