package io.vmoodle.operator.routing;

import java.util.List;

/**
 * Paths of the code base that nobody should reach through the web.
 *
 * <p>All of {@code local/vmoodle}: {@code keyboot.php} concatenates what an anonymous visitor posts
 * into SQL, {@code views/management.testcnx.php} lets one try database connections, {@code
 * views/management.testdatapath.php} makes folders, {@code vcron.php} and {@code mnetcron.php}
 * start work, and the management views act on plain links. What they are for is the operator's work
 * now.
 *
 * <p>This is defence in depth: a controller may see a differently encoded path as another one, and
 * with the plugin's links ({@code p -> .}) {@code /p/p/local/vmoodle} exists, too, which no finite
 * list of paths covers. The boot refuses these scripts itself.
 */
final class DangerousPaths {
  private static final List<String> PREFIXES = List.of("/local/vmoodle");

  private DangerousPaths() {}

  /**
   * The paths to refuse below a root.
   *
   * @param root empty, or a sub-path with a leading slash and none at its end
   */
  static List<String> below(String root) {
    return PREFIXES.stream().map(path -> root + path).toList();
  }
}
