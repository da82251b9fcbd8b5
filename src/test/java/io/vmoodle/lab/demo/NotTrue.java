package io.vmoodle.lab.demo;

/** Something that the demo wanted to show did not become true. */
final class NotTrue extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotTrue(String what) {
    super(what);
  }
}
