package io.vmoodle.operator.platform.rollout;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.RolloutWindow;
import io.vmoodle.operator.kube.Finding;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Whether one of the rollout's windows is open, and when the next one opens.
 *
 * <p>Schedules are looked at as a clock on the wall shows them, and what it shows is then looked up
 * in the time zone: a time that the clocks leave out in spring comes when they have moved, and one
 * that they show twice in autumn counts the first time only. Left to itself the library would have
 * no window in the one night, and two in the other.
 */
final class Windows {
  /** How far ahead the next window is told. */
  private static final Duration FURTHEST = Duration.ofDays(366);

  /** How often a time may be one that the clocks leave out or show twice: a minute's an hour. */
  private static final int MOST_STEPS = 200;

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private Windows() {}

  static Opening at(List<RolloutWindow> windows, Instant now) {
    if (windows.isEmpty()) {
      return new Opening.Open();
    }
    var next = new ArrayList<ZonedDateTime>();
    boolean open = false;
    for (var window : windows) {
      switch (at(window, now)) {
        case Opening.Open() -> open = true;
        case Opening.Closed(ZonedDateTime begin) -> {
          if (begin != null) {
            next.add(begin);
          }
        }
        case Opening.Invalid invalid -> {
          return invalid;
        }
      }
    }
    return open
        ? new Opening.Open()
        : new Opening.Closed(
            next.stream().min(Comparator.comparing(ZonedDateTime::toInstant)).orElse(null));
  }

  private static Opening at(RolloutWindow window, Instant now) {
    try {
      var schedule = ExecutionTime.forCron(PARSER.parse(window.schedule()));
      var zone = ZoneId.of(window.timeZone());
      var wall = now.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
      var moved = moved(zone, now);
      // A window that begins at this very moment is open.
      var last =
          first(
              wall.plus(moved).plusSeconds(1),
              from -> schedule.lastExecution(from).orElse(null),
              zone,
              begin -> !begin.toInstant().isAfter(now));
      if (last.filter(it -> now.isBefore(it.toInstant().plus(window.opensFor()))).isPresent()) {
        return new Opening.Open();
      }
      var next =
          first(
              wall.minus(moved),
              from -> schedule.nextExecution(from).orElse(null),
              zone,
              begin -> begin.toInstant().isAfter(now));
      return new Opening.Closed(
          next.filter(it -> it.toInstant().isBefore(now.plus(FURTHEST))).orElse(null));
    } catch (DateTimeException | IllegalArgumentException e) {
      return new Opening.Invalid(
          new Finding(
              Reason.WindowInvalid,
              "A window of the rollout, with schedule %s and timeZone %s, cannot be understood, so no upgrade begins. Correct rollout.windows."
                  .formatted(window.schedule(), window.timeZone())));
    }
  }

  /** By how much the clocks were moved just now, as long as that matters. */
  private static Duration moved(ZoneId zone, Instant now) {
    var last = zone.getRules().previousTransition(now.plusNanos(1));
    if (last == null) {
      return Duration.ZERO;
    }
    var by = last.getDuration().abs();
    return now.isBefore(last.getInstant().plus(by)) ? by : Duration.ZERO;
  }

  /** The first of the schedule's times, from one to the next, that is what it should be. */
  private static Optional<ZonedDateTime> first(
      ZonedDateTime wall,
      UnaryOperator<ZonedDateTime> step,
      ZoneId zone,
      Predicate<ZonedDateTime> wanted) {
    var shown = wall;
    for (int i = 0; i < MOST_STEPS; i++) {
      shown = step.apply(shown);
      if (shown == null) {
        return Optional.empty();
      }
      var begin = LocalDateTime.from(shown).atZone(zone);
      if (wanted.test(begin)) {
        return Optional.of(begin);
      }
    }
    return Optional.empty();
  }
}
