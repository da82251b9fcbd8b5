package io.vmoodle.operator;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from the environment: {@code --http-port} from {@code VMOODLE_HTTP_PORT}. A variable that
 * is empty says nothing.
 *
 * @param environment the variables
 */
record EnvironmentVariables(Map<String, String> environment) implements IDefaultValueProvider {
  private static final String PREFIX = "VMOODLE_";

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    var name = option.longestName().replaceFirst("^--", "");
    var value = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return value == null || value.isBlank() ? null : value;
  }
}
