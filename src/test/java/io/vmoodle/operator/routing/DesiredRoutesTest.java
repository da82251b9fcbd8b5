package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code src/test/resources/routing} holds {@code in.yaml}, a platform and its
 * tenants, and one {@code out-<Kind>-<name>.yaml} for each object that must come of it, to the
 * letter. {@code mvn -q test -Dtest=DesiredRoutesTest -Dgolden=write} writes the outputs; read the
 * difference before it is committed.
 */
class DesiredRoutesTest {
  private static final boolean WRITE = "write".equals(System.getProperty("golden"));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (var folders = Files.list(Path.of("src/test/resources/routing"))) {
      return folders.sorted().toList().stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      String.valueOf(folder.getFileName()), () -> desiredIsAsWritten(folder)));
    }
  }

  private static void desiredIsAsWritten(Path folder) throws IOException {
    var desired = new TreeMap<String, String>();
    for (var object : RoutesInput.read(folder).desired()) {
      var file = "out-%s-%s.yaml".formatted(object.getKind(), object.getMetadata().getName());
      assertThat(desired.put(file, Serialization.asYaml(object))).as("twice: " + file).isNull();
    }
    if (WRITE) {
      for (var file : desired.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    }
    var written = outputs(folder);
    assertThat(new TreeSet<>(written.keySet()))
        .as("files of %s", folder)
        .isEqualTo(new TreeSet<>(desired.keySet()));
    desired.forEach(
        (file, yaml) -> assertThat(yaml).as("%s/%s", folder, file).isEqualTo(written.get(file)));
  }

  private static Map<String, String> outputs(Path folder) throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        if (!name.equals("in.yaml")) {
          found.put(name, Files.readString(file));
        }
      }
    }
    return found;
  }
}
