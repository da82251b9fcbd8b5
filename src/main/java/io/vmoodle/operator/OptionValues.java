package io.vmoodle.operator;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are written, and which ones there are. */
final class OptionValues {
  private OptionValues() {}

  /** The name of a namespace. */
  static final class NamespaceName implements ITypeConverter<String> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    @Override
    public String convert(String text) {
      var name = text.strip();
      if (!NAME.matcher(name).matches()) {
        throw new TypeConversionException(
            "'%s' cannot be the name of a namespace (at most 63 of a-z, 0-9 and -)"
                .formatted(text));
      }
      return name;
    }
  }

  /** The time between two looks at a platform. */
  static final class Resync implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})([sm])");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    @Override
    public Duration convert(String text) {
      var matcher = TEXT.matcher(text.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' is not a number with s or m, such as 30s".formatted(text));
      }
      var number = Long.parseLong(matcher.group(1));
      var duration =
          matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
        throw new TypeConversionException("%s is not between 1s and 10m".formatted(text));
      }
      return duration;
    }
  }

  /** The number of threads. */
  static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return between(text, 1, 256);
    }
  }

  /** The number of changes of routes a minute. */
  static final class RouteChanges implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return between(text, 1, 100_000);
    }
  }

  /** A TCP port. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return between(text, 0, 65_535);
    }
  }

  private static int between(String text, int least, int most) {
    try {
      var number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' is not a number".formatted(text));
    }
    throw new TypeConversionException("%s is not between %d and %d".formatted(text, least, most));
  }
}
