package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.Spans;
import java.time.Duration;
import java.util.List;

/** How tenants come to the default release after it changed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutSpec(
    @Default("false")
        @JsonPropertyDescription(
            """
            True begins no further upgrade; those that have begun go on to their end. \
            Default: false.\
            """)
        Boolean paused,
    @Default("1")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription(
            """
            Raise it by one to try again what failed, and to go on after a halt; from 1 to \
            1,000,000. Failures of earlier attempts do not count. Default: 1.\
            """)
        Integer attempt,
    @Default("4")
        @Min(1)
        @Max(256)
        @JsonPropertyDescription(
            """
            How many tenants are upgraded or put back at a time, from 1 to 256; \
            jobs.maxConcurrent limits their Jobs, too. Default: 4.\
            """)
        Integer maxConcurrent,
    @Default("1")
        @Min(1)
        @Max(10000)
        @JsonPropertyDescription(
            """
            After how many failures of one attempt no further upgrade to the release \
            begins, from 1 to 10,000. Default: 1.\
            """)
        Integer haltAfterFailures,
    @Default("{}")
        @JsonPropertyDescription("The tenants that come first. Default: one tenant, without soak.")
        CanarySpec canary,
    @Size(max = 16)
        @JsonPropertyDescription(
            """
            When upgrades may begin: while one of these windows is open. At most 16. \
            Default: always.\
            """)
        List<RolloutWindow> windows,
    @Default("\"Database\"")
        @JsonPropertyDescription(
            """
            What is copied of a tenant before its upgrade, to put it back: Database = its \
            database; files are kept by hard links. Default: Database.\
            """)
        RolloutSnapshot snapshot,
    @Default("\"Restore\"")
        @JsonPropertyDescription(
            """
            What becomes of a tenant whose upgrade failed: Restore = it is put back to the \
            release and the data that it had, and serves. Default: Restore.\
            """)
        RolloutFailure onFailure,
    @Default("\"30s\"")
        @Size(min = 2, max = 16)
        @ValidationRule(
            value = "self == '0s' || " + Cel.DURATION,
            message = "must be 0s or " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long a tenant that was turned to the new release stays in maintenance, so \
            that routes can follow, before it opens. Default: 30s.\
            """)
        String settle,
    @Default("\"72h\"")
        @Size(min = 2, max = 16)
        @ValidationRule(
            value = "self == '0s' || " + Cel.DURATION,
            message = "must be 0s or " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long after an upgrade the copy from before it is kept, on the same database \
            server. Nothing puts a tenant back by itself once it has opened. Default: 72h.\
            """)
        String keepPrevious,
    @Default("false")
        @JsonPropertyDescription(
            """
            Whether tenants may be upgraded although a release's code base lacks the \
            operator's boot, so that nothing keeps it from databases of another release: a \
            visitor who reaches the wrong code meanwhile can lose data. Default: false.\
            """)
        Boolean allowUnguarded) {
  /** How many at a time when nothing else is said. */
  public static final int DEFAULT_MAX_CONCURRENT = 4;

  /** How long routes have to follow when nothing else is said. */
  public static final String DEFAULT_SETTLE = "30s";

  /** How long the copy is kept when nothing else is said. */
  public static final String DEFAULT_KEEP_PREVIOUS = "72h";

  /** What is so when nothing is said. */
  public static final RolloutSpec DEFAULT =
      new RolloutSpec(
          false,
          1,
          DEFAULT_MAX_CONCURRENT,
          1,
          CanarySpec.DEFAULT,
          List.of(),
          RolloutSnapshot.Database,
          RolloutFailure.Restore,
          DEFAULT_SETTLE,
          DEFAULT_KEEP_PREVIOUS,
          false);

  /** Fills in the defaults of absent fields. */
  public RolloutSpec {
    paused = paused != null && paused;
    attempt = attempt == null ? 1 : attempt;
    maxConcurrent = maxConcurrent == null ? DEFAULT_MAX_CONCURRENT : maxConcurrent;
    haltAfterFailures = haltAfterFailures == null ? 1 : haltAfterFailures;
    canary = canary == null ? CanarySpec.DEFAULT : canary;
    windows = windows == null ? List.of() : List.copyOf(windows);
    snapshot = snapshot == null ? RolloutSnapshot.Database : snapshot;
    onFailure = onFailure == null ? RolloutFailure.Restore : onFailure;
    settle = settle == null ? DEFAULT_SETTLE : settle;
    keepPrevious = keepPrevious == null ? DEFAULT_KEEP_PREVIOUS : keepPrevious;
    allowUnguarded = allowUnguarded != null && allowUnguarded;
  }

  /** How long a turned tenant stays in maintenance. */
  public Duration settles() {
    return Spans.parse(settle, DEFAULT_SETTLE);
  }

  /** How long the copy from before an upgrade is kept. */
  public Duration keepsPrevious() {
    return Spans.parse(keepPrevious, DEFAULT_KEEP_PREVIOUS);
  }
}
