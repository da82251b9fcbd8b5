package io.vmoodle.operator.platform.server;

/** This process being the one that acts. */
@FunctionalInterface
public interface Leadership {
  /**
   * Another process acts from now on: this one must not touch anything any more. May not return.
   *
   * @param why how it was noticed, for the log
   */
  void isOver(String why);

  /**
   * Calls {@link #isOver} if another process acts by now. Before somebody is told of an outage: to
   * a process that was stopped for a while, servers look as if they were down.
   */
  default void confirm() {}
}
