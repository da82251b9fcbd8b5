package io.vmoodle.operator.observability;

import static java.util.stream.Collectors.joining;

import io.javaoperatorsdk.operator.RuntimeInfo;

/**
 * Whether the operator has started and all of its watches run. An operator that waits to become the
 * leader is ready: it does all that it should. A watch that is being renewed counts as one that
 * does not run for that moment, so only a probe that fails several times in a row means something.
 */
public final class Readiness {
  private final RuntimeInfo runtime;

  /** Of this operator. */
  public Readiness(RuntimeInfo runtime) {
    this.runtime = runtime;
  }

  /** 200, or 503 and what is not as it should be. */
  public Answer answer() {
    if (!runtime.isStarted()) {
      return Answer.text(503, "starting");
    }
    var unhealthy =
        runtime.unhealthyEventSources().entrySet().stream()
            .flatMap(
                controller ->
                    controller.getValue().keySet().stream()
                        .map(source -> controller.getKey() + "/" + source))
            .sorted()
            .collect(joining(", "));
    return unhealthy.isEmpty()
        ? Answer.text(200, "ok")
        : Answer.text(503, "not watching: " + unhealthy);
  }
}
