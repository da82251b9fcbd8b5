package io.vmoodle.operator.api.tenant;

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

/** A Moodle that exists already. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExistingMoodle(
    @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = Cel.LABEL,
            message =
                "must be the name of one of the platform's databaseServers: " + Cel.LABEL_IN_WORDS)
        @JsonPropertyDescription(
            """
            Name of the platform's database server (its databaseServers) that holds the \
            database.""")
        String server,
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = Cel.DATABASE_NAME,
            message = "must be a database name: " + Cel.DATABASE_NAME_IN_WORDS)
        @ValidationRule(
            value = Cel.NOT_A_SYSTEM_DATABASE,
            message =
                "must be a Moodle's database, not one of the database server's or the "
                    + "operator's own")
        @JsonPropertyDescription(
            """
            Name of the Moodle's database. It must not be the registry's own or another \
            tenant's. At most 64 characters. The operator never creates, alters, locks or \
            drops it.""")
        String database,
    @Default("\"mdl_\"")
        @Size(min = 1, max = 10)
        @ValidationRule(
            value = Cel.TABLE_PREFIX,
            message = "must be a table prefix: " + Cel.TABLE_PREFIX_IN_WORDS)
        @JsonPropertyDescription(
            "Prefix of the Moodle's tables, at most 10 characters, as in Moodle. Default: mdl_.")
        String tablePrefix,
    @Required
        @Size(min = 1, max = 255)
        @ValidationRule(
            value = Cel.ABSOLUTE_PATH,
            message = "must be " + Cel.ABSOLUTE_PATH_IN_WORDS)
        @JsonPropertyDescription(
            """
            The Moodle's data folder ($CFG->dataroot), as the web pods see it. At most 255 \
            characters. The operator never removes it.""")
        String dataDir,
    @JsonPropertyDescription(
            """
            Secret in the tenant's namespace with the keys username and password that \
            Moodle connects with; it must carry the label vmoodle.io/tenant-secret: \
            "true". The plugin's columns hold at most 16 and 32 characters. Default: what \
            the adopted row of the registry has.""")
        @Nullable SecretRef credentialsSecretRef) {
  /** Moodle's usual table prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "mdl_";

  /** Fills in the default of an absent prefix. */
  public ExistingMoodle {
    tablePrefix = tablePrefix == null ? DEFAULT_TABLE_PREFIX : tablePrefix;
  }
}
