package io.vmoodle.operator.crash.process;

import java.util.Optional;

/**
 * A moment in the work on one resource at which the operator may die.
 *
 * @param resource {@code namespace/name} of the resource that is worked on
 * @param what what was done or is about to be done, such as {@code step Claim}
 * @param occurrence 1 for the first time in this process
 */
public record Point(String resource, String what, int occurrence) {
  /** The name of the resource. */
  public String name() {
    return resource.substring(resource.indexOf('/') + 1);
  }

  /** Whether it is right after a step. */
  public boolean isStep() {
    return what.startsWith("step ");
  }

  /** Whether it is right after something was committed on a database server. */
  public boolean isCommit() {
    return what.startsWith("after commit ");
  }

  /** Whether it is right before something is written to the API server. */
  public boolean isWrite() {
    return what.startsWith("before ");
  }

  /**
   * Whether it may be left out the next time: a status that changes twice quickly is written once,
   * and who had to wait for a turn after it was told that a Job is gone asks for that again.
   */
  public boolean mayBeSpared() {
    return occurrence > 1
        && (what.equals("before PATCH virtualmoodles/status")
            || what.equals("step ConfirmJobLoss"));
  }

  /** The same moment in the work on another resource of the namespace. */
  public Point of(String otherName) {
    return new Point(
        resource.substring(0, resource.indexOf('/') + 1) + otherName, what, occurrence);
  }

  /** One line without line breaks: {@code namespace/name occurrence what}. */
  String line() {
    return resource + " " + occurrence + " " + what;
  }

  /** Reads {@link #line}, after a word that says what is told of the point. */
  static Optional<Point> after(String word, String line) {
    if (!line.startsWith(word + " ")) {
      return Optional.empty();
    }
    var parts = line.substring(word.length() + 1).split(" ", 3);
    return Optional.of(new Point(parts[0], parts[2], Integer.parseInt(parts[1])));
  }

  @Override
  public String toString() {
    return what + " #" + occurrence;
  }
}
