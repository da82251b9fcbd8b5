package io.vmoodle.lab.moodle;

import java.util.Map;

/**
 * A release of the stand-in.
 *
 * @param name as in the platform
 * @param version of the core
 * @param plugins versions by folder, such as {@code mod/forum}
 */
public record Release(String name, String version, Map<String, String> plugins) {
  /** What tenants are on. */
  public static final Release OLD =
      new Release(
          "4.4", "2024042200.00", Map.of("mod/forum", "2024042200", "local/vmoodle", "2024010100"));

  /** What they are upgraded to: a newer core, a newer plugin and one more. */
  public static final Release NEW =
      new Release(
          "4.5",
          "2024100700.00",
          Map.of(
              "mod/forum",
              "2024100700",
              "local/vmoodle",
              "2024010100",
              "mod/subsection",
              "2024100700"));

  /** The one after that, with the same plugins. */
  public static final Release NEXT =
      new Release(
          "5.0",
          "2025041400.00",
          Map.of(
              "mod/forum",
              "2025041400",
              "local/vmoodle",
              "2024010100",
              "mod/subsection",
              "2025041400"));

  /** For people, as Moodle says it. */
  public String title() {
    return "%s (Build: %s)".formatted(name, version.substring(0, 8));
  }
}
