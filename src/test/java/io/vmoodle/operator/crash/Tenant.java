package io.vmoodle.operator.crash;

import io.vmoodle.operator.api.DeletionPolicy;

/**
 * A tenant of the tests; all of its names follow from {@code name}.
 *
 * @param name of its resource, at most 16 characters
 * @param subPath whether it lives on the platform's host
 */
record Tenant(String name, Source source, boolean subPath, DeletionPolicy policy) {
  /** The existing database, and the login that owns it. */
  String existingDatabase() {
    return name.replace('-', '_');
  }

  /** Name of the Secret that tells an existing database's login. */
  String ownSecret() {
    return name + "-login";
  }

  String address() {
    return subPath ? "subPath: " + name : "host: %s.example.edu".formatted(name);
  }

  String url() {
    return subPath
        ? "https://moodle.example.edu/" + name
        : "https://%s.example.edu".formatted(name);
  }
}
