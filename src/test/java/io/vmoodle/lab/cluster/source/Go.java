package io.vmoodle.lab.cluster.source;

import io.vmoodle.lab.cluster.binaries.GoVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The Go on this machine's path. */
sealed interface Go {
  /** There is none, or it does not tell its version. */
  record Missing() implements Go {}

  /** It is older than what go.mod asks for. */
  record TooOld(GoVersion version) implements Go {}

  /** It can build the servers. */
  record Usable(GoVersion version) implements Go {}

  /** Asks the {@code go} on the path. */
  static Go lookUp(GoVersion needed) {
    var builder = new ProcessBuilder("go", "version").redirectErrorStream(true);
    // Else an old Go would silently load a newer one.
    builder.environment().put("GOTOOLCHAIN", "local");
    try {
      var process = builder.start();
      return judge(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8), needed);
    } catch (IOException e) {
      return new Missing();
    }
  }

  /** Reads what {@code go version} printed. */
  static Go judge(String answer, GoVersion needed) {
    @Nullable GoVersion version = GoVersion.find(answer).orElse(null);
    if (version == null) {
      return new Missing();
    }
    return version.compareTo(needed) < 0 ? new TooOld(version) : new Usable(version);
  }
}
