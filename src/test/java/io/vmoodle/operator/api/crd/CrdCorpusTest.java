package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The corpus of manifests is complete and in order; {@link CrdCorpusIT} puts it to the server. */
class CrdCorpusTest {
  private static final List<Manifest> INVALID = Manifest.invalid();

  @Test
  void thereAreManyInvalidManifests() {
    assertThat(INVALID).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleOfACrdHasAnInvalidManifest(ResourceKind kind) {
    var expected =
        INVALID.stream()
            .filter(manifest -> isOf(kind, manifest))
            .flatMap(manifest -> manifest.expectations().stream())
            .map(Manifest.Expectation::message)
            .toList();
    assertThat(messages(new CrdGeneration().crd(kind)))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(expected).anyMatch(message::startsWith));
  }

  @TestFactory
  Stream<DynamicTest> anInvalidManifestExpectsAnErrorAtTheFieldOfItsFolder() {
    return INVALID.stream()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(),
                    () ->
                        assertThat(manifest.expectations())
                            .extracting(expectation -> withoutIndexes(expectation.field()))
                            .anyMatch(
                                field ->
                                    manifest.fieldOfFolder().startsWith(field)
                                        || field.startsWith(manifest.fieldOfFolder())
                                        || field.equals("<nil>"))));
  }

  @TestFactory
  Stream<DynamicTest> aValidManifestExpectsNoError() {
    return Manifest.valid().stream()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(),
                    () -> assertThat(manifest.text()).doesNotContain("# expect")));
  }

  @TestFactory
  Stream<DynamicTest> aManifestIsInTheFolderOfItsKind() {
    return Stream.concat(INVALID.stream(), Manifest.valid().stream())
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(),
                    () ->
                        assertThat(manifest.resources())
                            .hasSizeBetween(1, 2)
                            .allSatisfy(
                                resource ->
                                    assertThat(resource.getKind().toLowerCase(Locale.ROOT))
                                        .isEqualTo(manifest.path().getName(0).toString()))));
  }

  private static boolean isOf(ResourceKind kind, Manifest manifest) {
    return manifest.path().startsWith(kind.type().getSimpleName().toLowerCase(Locale.ROOT));
  }

  private static String withoutIndexes(String field) {
    return field.replaceAll("\\[[^]]*]", "");
  }

  private static List<String> messages(JsonNode crd) {
    return crd.findValues("x-kubernetes-validations").stream()
        .flatMap(JsonNode::valueStream)
        .map(rule -> rule.get("message").asText())
        .distinct()
        .toList();
  }
}
