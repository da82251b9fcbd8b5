package io.vmoodle.operator;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again for ever, from one second on twice as long each time up to a minute, a fifth more or
 * less at random so that thousands of tenants do not come back at once. The framework's own default
 * gives up after 18 seconds: a database that restarts would strand every tenant.
 */
final class PatientRetry implements Retry {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final double JITTER = 0.2;

  @Override
  public RetryExecution initExecution() {
    return new Execution();
  }

  private static final class Execution implements RetryExecution {
    private int attempts;

    @Override
    public Optional<Long> nextDelay() {
      var doubled = FIRST.toMillis() << Math.min(attempts++, 10);
      var delay = Math.min(doubled, LONGEST.toMillis());
      return Optional.of(
          Math.round(delay * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER)));
    }

    @Override
    public int getAttemptCount() {
      return attempts;
    }

    @Override
    public boolean isLastAttempt() {
      return false;
    }
  }
}
