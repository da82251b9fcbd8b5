package io.vmoodle.operator.platform.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.platform.RolloutWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
  private static Opening at(String schedule, String duration, String zone, String moment) {
    return Windows.at(List.of(new RolloutWindow(schedule, duration, zone)), Instant.parse(moment));
  }

  private static String says(Opening opening) {
    return switch (opening) {
      case Opening.Open() -> "open";
      case Opening.Closed(var next) -> next == null ? "never" : next.toInstant().toString();
      case Opening.Invalid invalid -> "invalid";
    };
  }

  @Test
  void withoutWindowsItIsAlwaysOpen() {
    assertThat(Windows.at(List.of(), Instant.EPOCH)).isEqualTo(new Opening.Open());
  }

  @ParameterizedTest
  @CsvSource({
    // Weekdays from 22:00 to 4:00 in Paris. The 27th of November 2026 is a Friday.
    "0 22 * * 1-5, 6h, Europe/Paris, 2026-11-27T20:59:59Z, 2026-11-27T21:00:00Z",
    "0 22 * * 1-5, 6h, Europe/Paris, 2026-11-27T21:00:00Z, open",
    "0 22 * * 1-5, 6h, Europe/Paris, 2026-11-28T02:59:59Z, open",
    "0 22 * * 1-5, 6h, Europe/Paris, 2026-11-28T03:00:00Z, 2026-11-30T21:00:00Z",
    // In summer an hour earlier.
    "0 22 * * 1-5, 6h, Europe/Paris, 2026-07-01T20:00:00Z, open",
    // Day of the month or of the week, as cron has it; 7 is Sunday, too.
    "0 0 13 * 5, 1h, UTC, 2026-11-12T00:00:00Z, 2026-11-13T00:00:00Z",
    "0 0 13 * 5, 1h, UTC, 2026-11-01T00:00:00Z, 2026-11-06T00:00:00Z",
    "0 0 * * 7, 1h, UTC, 2026-11-01T00:30:00Z, open",
    "0 0 * * 0, 1h, UTC, 2026-11-01T00:30:00Z, open",
    // A week long, every week: always open.
    "0 0 * * 1, 168h, UTC, 2026-11-29T23:59:59Z, open",
    // A day that comes within the year, and one that is further.
    "0 0 29 2 *, 1h, UTC, 2027-11-01T00:00:00Z, 2028-02-29T00:00:00Z",
    "0 0 29 2 *, 1h, UTC, 2026-11-01T00:00:00Z, never",
    "0 0 30 2 *, 1h, UTC, 2026-11-01T00:00:00Z, never"
  })
  void opensAndCloses(
      String schedule, String duration, String zone, String moment, String expected) {
    assertThat(says(at(schedule, duration, zone, moment))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // The clocks go from 2:00 to 3:00: there is no 2:30, so the window opens at 3:30.
    "30 2 * * *, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    "30 2 * * *, 2026-03-29T01:29:59Z, 2026-03-29T01:30:00Z",
    "30 2 * * *, 2026-03-29T01:30:00Z, open",
    "30 2 * * *, 2026-03-29T02:30:00Z, 2026-03-30T00:30:00Z",
    // The clocks go from 3:00 to 2:00: there are two 2:30, and the first one counts.
    "30 2 * * *, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z",
    "30 2 * * *, 2026-10-25T00:30:00Z, open",
    "30 2 * * *, 2026-10-25T01:29:59Z, open",
    "30 2 * * *, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
    // Around both nights, a window that opens before is as long as it says.
    "0 23 * * *, 2026-03-28T22:59:59Z, open",
    "0 23 * * *, 2026-03-28T23:00:00Z, 2026-03-29T21:00:00Z",
    "*/5 2 * * *, 2026-10-25T01:30:00Z, open",
    "*/5 2 * * *, 2026-03-29T01:00:00Z, open"
  })
  void followsTheClockOnTheWall(String schedule, String moment, String expected) {
    assertThat(says(at(schedule, "1h", "Europe/Paris", moment))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 22-2 * * *", "0 24 * * *", "at night", "0 0 * *"})
  void aScheduleThatCannotBeUnderstoodKeepsShut(String schedule) {
    assertThat(says(at(schedule, "1h", "UTC", "2026-11-01T00:00:00Z"))).isEqualTo("invalid");
  }

  @Test
  void anUnknownTimeZoneKeepsShut() {
    assertThat(says(at("0 0 * * *", "1h", "Europe/Atlantis", "2026-11-01T00:00:00Z")))
        .isEqualTo("invalid");
  }

  @Test
  void oneOfSeveralIsEnoughAndTheNextOneIsTold() {
    var windows =
        List.of(
            new RolloutWindow("0 2 * * *", "1h", "UTC"),
            new RolloutWindow("0 4 * * *", "1h", "UTC"));

    assertThat(says(Windows.at(windows, Instant.parse("2026-11-01T04:30:00Z")))).isEqualTo("open");
    assertThat(says(Windows.at(windows, Instant.parse("2026-11-01T03:30:00Z"))))
        .isEqualTo("2026-11-01T04:00:00Z");
  }

  @Test
  void aDayThatNeverComesIsNotLookedForForLong() {
    var begin = System.nanoTime();
    at("0 0 31 2,4,6,9,11 *", "1h", "Europe/Paris", "2026-11-01T00:00:00Z");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }
}
