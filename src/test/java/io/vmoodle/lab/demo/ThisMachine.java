package io.vmoodle.lab.demo;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts into examples what is different here: the operator reaches the database servers on ports of
 * 127.0.0.1, and they have passwords. Everything else stays as the files say.
 */
final class ThisMachine {
  GenericKubernetesResource adapt(GenericKubernetesResource object) {
    switch (object.getKind()) {
      case "MoodlePlatform" -> addresses(object);
      case "Secret" -> passwords(object);
      default -> {}
    }
    return object;
  }

  private static void addresses(GenericKubernetesResource platform) {
    List<Map<String, Object>> servers = requireNonNull(platform.get("spec", "databaseServers"));
    for (var server : servers) {
      var engine = Engine.valueOf(String.valueOf(server.get("engine")));
      var admin = map(server.get("admin"));
      admin.put("host", "127.0.0.1");
      admin.put("port", Engines.lab(engine).port());
    }
  }

  private static void passwords(GenericKubernetesResource secret) {
    var values = map(secret.get("stringData"));
    values.put(
        "password",
        switch (String.valueOf(values.get("username"))) {
          case DatabaseLab.ADMIN -> DatabaseLab.ADMIN_PASSWORD;
          case MainMoodle.DATABASE -> MainMoodle.PASSWORD;
          default -> ExistingMoodles.PASSWORD;
        });
  }

  @SuppressWarnings("unchecked") // Objects of JSON are maps of text.
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }
}
