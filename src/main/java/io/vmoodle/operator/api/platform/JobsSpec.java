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
import io.vmoodle.operator.api.pod.PodOverlay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the Jobs are run in which Moodle's scripts work on tenants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobsSpec(
    @Default("8")
        @Min(1)
        @Max(256)
        @JsonPropertyDescription(
            """
            How many Jobs of tenants run at a time, from 1 to 256; the others wait for \
            their turn. Default: 8.""")
        Integer maxConcurrent,
    @Default("\"10m\"")
        @Size(min = 2, max = 16)
        @ValidationRule(value = Cel.DURATION, message = "must be " + Cel.DURATION_IN_WORDS)
        @JsonPropertyDescription(
            """
            How long a Job's pod may take to start, pulling the image included, before the \
            Job is given up and tried again later, so that it does not keep others from \
            their turn. Default: 10m.""")
        String startDeadline,
    @Default("{}") @JsonPropertyDescription("How long Jobs may run before they are ended.")
        JobDeadlines deadlines,
    @Size(min = 1, max = 255)
        @ValidationRule(
            value = Cel.IMAGE,
            message = "must be an image reference such as registry.example.edu/tools:1")
        @JsonPropertyDescription(
            """
            An image with a shell and MariaDB's client programs (mariadb, mariadb-dump), at \
            most 255 characters: a Job with it copies a tenant's database on MariaDB before \
            an upgrade. Without it, tenants on MariaDB are not upgraded; PostgreSQL needs \
            none. Default: none.""")
        @Nullable String toolsImage,
    @Default("{}") @JsonPropertyDescription("What is added to the pods of Jobs. Default: nothing.")
        PodOverlay podTemplate) {
  /** How many run at a time when nothing else is said. */
  public static final int DEFAULT_MAX_CONCURRENT = 8;

  /** How long a pod may take to start when nothing else is said. */
  public static final String DEFAULT_START_DEADLINE = "10m";

  /** What is so when nothing is said. */
  public static final JobsSpec DEFAULT =
      new JobsSpec(
          DEFAULT_MAX_CONCURRENT,
          DEFAULT_START_DEADLINE,
          JobDeadlines.DEFAULT,
          null,
          PodOverlay.NONE);

  /** Fills in the defaults of absent fields. */
  public JobsSpec {
    maxConcurrent = maxConcurrent == null ? DEFAULT_MAX_CONCURRENT : maxConcurrent;
    startDeadline = startDeadline == null ? DEFAULT_START_DEADLINE : startDeadline;
    deadlines = deadlines == null ? JobDeadlines.DEFAULT : deadlines;
    podTemplate = podTemplate == null ? PodOverlay.NONE : podTemplate;
  }

  /** How long a pod may take to start. */
  public Duration startsWithin() {
    return Spans.parse(startDeadline, DEFAULT_START_DEADLINE);
  }
}
