package io.vmoodle.lab.cluster.binaries;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of Go, as far as it decides what can be built: 1.26.8 is 1 and 26. */
public record GoVersion(int major, int minor) implements Comparable<GoVersion> {
  private static final Pattern FORM = Pattern.compile("\\bgo ?(\\d{1,3})\\.(\\d{1,4})");

  /** The first version in text like {@code go version go1.26.8 linux/amd64}. */
  public static Optional<GoVersion> find(String text) {
    var matcher = FORM.matcher(text);
    return matcher.find()
        ? Optional.of(
            new GoVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(GoVersion other) {
    return Comparator.comparingInt(GoVersion::major)
        .thenComparingInt(GoVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
