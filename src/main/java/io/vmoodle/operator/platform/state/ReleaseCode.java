package io.vmoodle.operator.platform.state;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the code of a release says that it is; read from the code itself, so it holds as long as the
 * image does.
 *
 * @param version of the core, as a Moodle on this code has it in its database
 * @param release for people, such as {@code 4.5.1 (Build: 20241205)}
 * @param hash what {@code allversionshash} in a database is after an installation or upgrade by
 *     this code: 40 hexadecimal digits
 * @param plugins versions by name, such as {@code mod_forum}; the network's are in it as the core's
 * @param dropped plugins that the core had once and dropped: Moodle's own check does not miss them
 * @param names files and folders at the top of the code, in lower case
 * @param guarded whether the operator's boot keeps this code from databases of other releases
 * @param usable false: it is set up in a way that its scripts and pages do not work; nothing new is
 *     to be begun with it
 */
public record ReleaseCode(
    String version,
    String release,
    String hash,
    Map<String, String> plugins,
    Set<String> dropped,
    Set<String> names,
    boolean guarded,
    boolean usable) {
  /** Copies what it is given. */
  public ReleaseCode {
    plugins = Map.copyOf(plugins);
    dropped = Set.copyOf(dropped);
    names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }
}
