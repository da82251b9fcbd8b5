package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.Spans;
import java.time.Duration;

/** How long Jobs may run before they are ended. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobDeadlines(
    @Default("\"30m\"")
        @Size(min = 2, max = 16)
        @ValidationRule(value = Cel.DURATION, message = "must be " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long the installation of one Moodle may take. Default: 30m.""")
        String install,
    @Default("\"1h\"")
        @Size(min = 2, max = 16)
        @ValidationRule(value = Cel.DURATION, message = "must be " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long a Job may take that upgrades one Moodle's database. What it has not \
            done by then is put back. Default: 1h.""")
        String upgrade,
    @Default("\"1h\"")
        @Size(min = 2, max = 16)
        @ValidationRule(value = Cel.DURATION, message = "must be " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long each of the other Jobs of an upgrade may take: those that put a Moodle \
            in maintenance, copy its database, open it, and put it back. Default: 1h.""")
        String copy) {
  /** How long an installation may take when nothing else is said. */
  public static final String DEFAULT_INSTALL = "30m";

  /** How long an upgrade, and each Job around it, may take when nothing else is said. */
  public static final String DEFAULT_UPGRADE = "1h";

  /** What is so when nothing is said. */
  public static final JobDeadlines DEFAULT =
      new JobDeadlines(DEFAULT_INSTALL, DEFAULT_UPGRADE, DEFAULT_UPGRADE);

  /** Fills in the defaults of absent fields. */
  public JobDeadlines {
    install = install == null ? DEFAULT_INSTALL : install;
    upgrade = upgrade == null ? DEFAULT_UPGRADE : upgrade;
    copy = copy == null ? DEFAULT_UPGRADE : copy;
  }

  /** How long an installation may take. */
  public Duration installsWithin() {
    return Spans.parse(install, DEFAULT_INSTALL);
  }

  /** How long the upgrade of a database may take. */
  public Duration upgradesWithin() {
    return Spans.parse(upgrade, DEFAULT_UPGRADE);
  }

  /** How long each of the Jobs around an upgrade may take. */
  public Duration copiesWithin() {
    return Spans.parse(copy, DEFAULT_UPGRADE);
  }
}
