package io.vmoodle.operator.platform.release;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code probe.php}, which says what each field means.
 *
 * @param format of the answer; this is format 1
 * @param code null where there is no code that can be read
 * @param why there is none
 * @param config null where there is no config.php, or it cannot be read as far as its stop
 * @param configExit how reading config.php ended; null without one
 * @param guarded whether config.php has the operator's boot in it
 * @param php of the image, on the command line
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProbeReport(
    int format,
    @Nullable Code code,
    @Nullable String why,
    @Nullable Config config,
    @Nullable Integer configExit,
    boolean guarded,
    Php php) {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  ProbeReport {
    requireNonNull(php);
  }

  /** What the code is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Code(
      String version,
      String release,
      String hash,
      Map<String, String> plugins,
      @Nullable List<String> dropped,
      List<String> names) {
    private static final Pattern VERSION = Pattern.compile("[0-9]{10}(\\.[0-9]{2})?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
    private static final int MOST = 10_000;
    private static final int LONGEST_RELEASE = 255;

    Code {
      requireNonNull(version);
      requireNonNull(release);
      requireNonNull(hash);
      plugins = Map.copyOf(plugins);
      // What an earlier operator kept has none.
      dropped = dropped == null ? List.of() : List.copyOf(dropped);
      names = List.copyOf(names);
    }

    boolean isSound() {
      return VERSION.matcher(version).matches()
          && HASH.matcher(hash).matches()
          && !release.isEmpty()
          && release.length() <= LONGEST_RELEASE
          && plugins.size() <= MOST
          && requireNonNull(dropped).size() <= MOST
          && names.size() <= MOST;
    }
  }

  /** What config.php says. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Config(
      String wwwroot,
      String release,
      boolean platformFile,
      boolean upgradeKey,
      boolean sharedCache) {
    Config {
      requireNonNull(wwwroot);
      requireNonNull(release);
    }
  }

  /** How PHP is set up. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Php(String version, int maxInputVars, boolean legacyCipher) {
    Php {
      requireNonNull(version);
    }
  }

  /** Reads one; empty where the text is none, or is of another format. */
  static Optional<ProbeReport> parse(String json) {
    try {
      var report = JSON.readValue(json, ProbeReport.class);
      return Optional.ofNullable(report).filter(ProbeReport::isSound);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private boolean isSound() {
    return format == FORMAT && (code == null ? why != null : code.isSound());
  }
}
