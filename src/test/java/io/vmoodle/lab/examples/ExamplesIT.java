package io.vmoodle.lab.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(ClusterExtension.class)
class ExamplesIT {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

  static List<Example> everyFile() {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("everyFile")
  void isStoredByTheApiServerWithEveryField(
      Example example, KubernetesClient client, @Fresh TestNamespace namespace) {
    for (var object : example.objects()) {
      if (object.getKind().equals("Namespace")) {
        client.resource(object).dryRun().fieldValidation(Validation.STRICT).create();
        continue;
      }
      assertThat(object.getMetadata().getNamespace()).as("namespace in the file").isNotBlank();
      object.getMetadata().setNamespace(namespace.name());
      var stored =
          client
              .resource(object)
              .inNamespace(namespace.name())
              .fieldValidation(Validation.STRICT)
              .create();
      assertThat(stored.getMetadata().getUid()).isNotBlank();
    }
  }

  @Test
  void secretsHoldNothingButTheObviouslyFalse() {
    var secrets =
        everyFile().stream()
            .flatMap(example -> example.objects().stream())
            .filter(object -> object.getKind().equals("Secret"))
            .toList();

    assertThat(secrets)
        .isNotEmpty()
        .allSatisfy(
            secret -> {
              assertThat(secret.<Object>get("stringData", "password")).isEqualTo("change-me");
              assertThat(secret.<Object>get("data")).isNull();
            });
  }

  @Test
  void everyFolderSaysWhatItIsAndItsLinksLead() throws Exception {
    try (var folders = Files.walk(Example.FOLDER).filter(Files::isDirectory)) {
      for (var folder : folders.toList()) {
        var page = folder.resolve("README.md");
        assertThat(page).exists();
        for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
          assertThat(folder.resolve(Path.of(link.group(1)))).as(page.toString()).exists();
        }
      }
    }
  }
}
