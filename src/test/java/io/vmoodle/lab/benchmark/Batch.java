package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Tenants that are created together.
 *
 * @param namespace where they and their platform live
 * @param existing whether their Moodles are there already
 * @param tenants their manifests, made beforehand so that nobody's time is spent on it
 */
record Batch(String namespace, boolean existing, List<VirtualMoodle> tenants) {
  private static final String NUMBERED = "t%05d";

  /** Tenants that are to be made. */
  static Batch fresh(String namespace, int size) {
    return fresh(namespace, "first", 0, size);
  }

  /**
   * Tenants that are to be made on one of the platform's servers.
   *
   * @param from number of the first one
   */
  static Batch fresh(String namespace, String server, int from, int size) {
    var one =
        Manifests.with(
            Manifests.tenant(namespace, "NAME", "host.example.edu"),
            "{\"spec\": {\"placement\": {\"databaseServer\": \"%s\"}}}".formatted(server));
    return new Batch(
        namespace, false, manifests(one, from, size, number -> NUMBERED.formatted(number)));
  }

  /** Tenants that take over Moodles {@code moodle_00000} and following with their rows. */
  static Batch existing(String namespace, int size) {
    var one =
        Manifests.with(
            Manifests.existing(namespace, "NAME", "host: host.example.edu", "DATABASE", "none"),
            "{\"spec\": {\"source\": {\"existing\": {\"credentialsSecretRef\": null}}}}");
    return new Batch(
        namespace, true, manifests(one, 0, size, number -> NUMBERED.formatted(number)));
  }

  int size() {
    return tenants.size();
  }

  /** The name of the tenant of a number. */
  static String name(int number) {
    return NUMBERED.formatted(number);
  }

  private static List<VirtualMoodle> manifests(
      HasMetadata one, int from, int size, IntFunction<String> name) {
    var serialization = new KubernetesSerialization();
    var text = serialization.asJson(one);
    return IntStream.range(from, from + size)
        .mapToObj(
            number ->
                serialization.unmarshal(
                    text.replace("NAME", name.apply(number))
                        .replace("host.example.edu", name.apply(number) + ".example.edu")
                        .replace("DATABASE", Moodles.database(number)),
                    VirtualMoodle.class))
        .toList();
  }
}
