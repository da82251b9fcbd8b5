package io.vmoodle.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file has google-java-format's form. A test rather than a Maven plugin because plugins
 * run in Maven's own JVM, which may be too old to read this project's sources.
 */
class FormattingTest {
  private static final boolean APPLY = Boolean.getBoolean("format");

  @Test
  void everyFileIsFormatted() throws IOException {
    List<Path> unformatted;
    try (var files = Files.walk(Path.of("src"))) {
      unformatted =
          files.filter(file -> file.toString().endsWith(".java")).filter(this::differs).toList();
    }
    assertThat(unformatted)
        .as("files to format with: mvn -q test -Dtest=FormattingTest -Dformat=true")
        .isEmpty();
  }

  private boolean differs(Path file) {
    try {
      var source = Files.readString(file);
      var formatted =
          new Formatter()
              .formatSource(
                  ImportOrderer.reorderImports(
                      RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE));
      if (source.equals(formatted)) {
        return false;
      }
      if (APPLY) {
        Files.writeString(file, formatted);
        return false;
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
