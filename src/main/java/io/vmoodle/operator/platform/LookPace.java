package io.vmoodle.operator.platform;

import java.time.Duration;

/**
 * When a platform is looked at next. What was changed by hand right after a look is to be found and
 * mended within the interval; so the time that looking and mending take is taken off the pause.
 *
 * @param interval from a change by hand to its mending, about
 */
record LookPace(Duration interval) {
  /**
   * The pause after a look.
   *
   * @param look how long it took; mending is taken to need as long again
   * @return at least half the interval, so that a slow look leaves time for everything else
   */
  Duration pauseAfter(Duration look) {
    var pause = interval.minus(look.multipliedBy(2));
    var least = interval.dividedBy(2);
    return pause.compareTo(least) < 0 ? least : pause;
  }
}
