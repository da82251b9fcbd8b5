package io.vmoodle.operator;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The operator's version, as its jar says. */
final class Version implements IVersionProvider {
  /** The version; {@code development} where the classes are not in a jar. */
  static String text() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"vmoodle-operator " + text()};
  }
}
