package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.kube.Finding;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Whether upgrades may begin at a moment, by the rollout's windows. */
sealed interface Opening {
  /** A window is open, or there are none. */
  record Open() implements Opening {}

  /**
   * No window is open.
   *
   * @param next when the next one opens, null where none does within the time that is looked at
   */
  record Closed(@Nullable ZonedDateTime next) implements Opening {}

  /** A window cannot be understood: none counts, so that nothing begins at a wrong time. */
  record Invalid(Finding why) implements Opening {}
}
