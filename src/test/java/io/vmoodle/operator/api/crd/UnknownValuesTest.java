package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.tenant.SourceType;
import io.vmoodle.operator.api.tenant.TenantSpec;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An older operator can read what a newer one's CRD let in. It must: one resource that cannot be
 * deserialized stops the operator for all.
 */
class UnknownValuesTest {
  private static final String NEWER = "FromANewerVersion";

  @TestFactory
  Stream<DynamicTest> everyStringMayBeOneThatWeDoNotKnow() {
    return FullManifests.all()
        .flatMap(
            manifest ->
                Leaf.stringsIn(manifest).stream()
                    .map(
                        leaf ->
                            DynamicTest.dynamicTest(
                                manifest.get("kind").asText() + " " + leaf.field(),
                                () ->
                                    assertThatCode(
                                            () -> read(leaf.changedIn(manifest, old -> NEWER)))
                                        .doesNotThrowAnyException())));
  }

  @TestFactory
  Stream<DynamicTest> everyObjectMayHaveFieldsThatWeDoNotKnow() {
    return FullManifests.all()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.get("kind").asText(),
                    () -> {
                      JsonNode newer = manifest.deepCopy();
                      addFieldToEveryObject(newer.get("spec"));
                      assertThat(read(newer).getSpec()).isNotNull();
                    }));
  }

  @Test
  void anUnknownSourceIsNotTakenForTheDefault() {
    var tenant =
        Serialization.unmarshal(
            "{\"source\": {\"type\": \"Clone\"}, \"deletionPolicy\": \"Archive\"}",
            TenantSpec.class);
    assertThat(tenant.source().type()).isEqualTo(SourceType.Unknown);
    assertThat(tenant.deletionPolicy()).isEqualTo(DeletionPolicy.Unknown);
  }

  @Test
  void anUnknownEngineIsNull() {
    var platform =
        Serialization.unmarshal(
            "{\"databaseServers\": [{\"name\": \"main\", \"engine\": \"CockroachDB\"}]}",
            PlatformSpec.class);
    assertThat(platform.databaseServers().getFirst().engine()).isNull();
  }

  /** Without this, the tests above and {@link HostileStringsIT} could miss a field. */
  @ParameterizedTest
  @EnumSource
  void theFullManifestsUseEveryStringThatThereIs(ResourceKind kind) {
    var used =
        FullManifests.all()
            .filter(manifest -> manifest.get("kind").asText().equals(kind.type().getSimpleName()))
            .flatMap(manifest -> Leaf.stringsIn(manifest).stream())
            .map(Leaf::fieldInSchema)
            .collect(Collectors.toCollection(TreeSet::new));
    var schema = new CrdGeneration().crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
    assertThat(strings(schema.at("/properties/spec"), "spec").collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(used).anyMatch(name -> matches(field, name)));
  }

  private static boolean matches(String field, String used) {
    return field.endsWith(".*")
        ? used.startsWith(field.substring(0, field.length() - 1))
        : used.equals(field);
  }

  private static Stream<String> strings(JsonNode schema, String field) {
    return switch (schema.path("type").asText()) {
      case "string" -> Stream.of(field);
      case "array" -> strings(schema.get("items"), field);
      case "object" ->
          Stream.concat(
              schema
                  .path("properties")
                  .propertyStream()
                  .flatMap(entry -> strings(entry.getValue(), field + "." + entry.getKey())),
              schema.has("additionalProperties") ? Stream.of(field + ".*") : Stream.empty());
      default -> Stream.empty();
    };
  }

  private static void addFieldToEveryObject(JsonNode node) {
    node.forEach(UnknownValuesTest::addFieldToEveryObject);
    if (node instanceof ObjectNode object) {
      object.put("fieldOfANewerVersion", NEWER);
    }
  }

  private static CustomResource<?, ?> read(JsonNode manifest) {
    return Serialization.unmarshal(
        manifest.toString(), ResourceKind.of(manifest.get("kind").asText()).type());
  }
}
