package io.vmoodle.operator;

/** Starts the operator. */
public final class Main {
  private Main() {}

  /**
   * Starts the operator.
   *
   * @param args none yet
   */
  public static void main(String[] args) {}
}
