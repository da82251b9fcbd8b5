package io.vmoodle.operator.routing;

import java.util.regex.Pattern;

/**
 * A host that a route may name: exact and in lower case. The plugin's boot puts the Host header
 * into SQL, so no route may let through a host that was not listed.
 *
 * @param name such as {@code hugo.example.edu}, without a port
 */
record ExactHost(String name) {
  private static final Pattern DNS =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  ExactHost {
    if (!DNS.matcher(name).matches()) {
      throw new IllegalArgumentException("not an exact host in lower case: " + name);
    }
  }
}
