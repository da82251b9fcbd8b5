package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import io.vmoodle.operator.api.Spans;
import java.time.Duration;

/** A time that comes again and again, in which upgrades may begin. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutWindow(
    @Required
        @Size(min = 9, max = 100)
        @ValidationRule(value = Cel.CRON, message = "must be " + Cel.CRON_IN_WORDS)
        @JsonPropertyDescription(
            """
            When the window opens: minute, hour, day of the month, month, day of the week, \
            as in a crontab. 0 22 * * 1-5 is 22:00 from Monday to Friday. Of days of the \
            month and of the week one must hold, if both are given. A time that the clocks \
            leave out in spring counts when they have moved. At most 100 characters.\
            """)
        String schedule,
    @Required
        @Size(min = 2, max = 16)
        @ValidationRule(value = Cel.DURATION, message = "must be " + Cel.DURATION_IN_WORDS)
        @ValidationRule(
            value = "!(" + Cel.DURATION + ") || duration(self) <= duration('168h')",
            message = "must be 168h (a week) at most")
        @JsonPropertyDescription(
            """
            How long it is open, such as 6h; at most 168h. What has begun goes on to its \
            end after that.\
            """)
        String duration,
    @Default("\"UTC\"")
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.matches('^[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z0-9+_-]+)*$')",
            message = "must be a time zone such as Europe/Paris or UTC")
        @JsonPropertyDescription(
            """
            Time zone of the schedule by its name in the IANA database, such as \
            Europe/Paris. Default: UTC.\
            """)
        String timeZone) {
  /** The time zone when nothing else is said. */
  public static final String DEFAULT_TIME_ZONE = "UTC";

  private static final String SHORTEST = "1s";

  /** Fills in the default of an absent field. */
  public RolloutWindow {
    timeZone = timeZone == null ? DEFAULT_TIME_ZONE : timeZone;
  }

  /** How long it is open. */
  public Duration opensFor() {
    return Spans.parse(duration, SHORTEST);
  }
}
