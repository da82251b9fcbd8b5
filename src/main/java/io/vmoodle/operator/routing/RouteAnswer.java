package io.vmoodle.operator.routing;

/** What is known of whether anything took a stored route. */
public sealed interface RouteAnswer {
  /** It is taken as it is; of an Ingress, nobody says more than that it is stored. */
  record Accepted() implements RouteAnswer {}

  /** It was taken as it was before its last change; nothing was said about that yet. */
  record Pending() implements RouteAnswer {}

  /** No controller of a Gateway said anything about it. */
  record Silent() implements RouteAnswer {}

  /**
   * The controller of a Gateway did not take it.
   *
   * @param why in the controller's words, with the Gateway's name
   */
  record Refused(String why) implements RouteAnswer {}

  /** Whether it serves, as far as anybody can know. */
  default boolean taken() {
    return this instanceof Accepted || this instanceof Pending;
  }
}
