package io.vmoodle.lab.cluster.run;

import java.io.PrintStream;

/** Where lines go that tell a person what is being waited for. */
@FunctionalInterface
public interface Progress {
  /** Tells one line. */
  void tell(String line);

  /** Prints each line at once. */
  static Progress to(PrintStream stream) {
    return line -> {
      stream.println(line);
      stream.flush();
    };
  }
}
