package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every field of every CRD. */
class CrdSchemaTest {
  private record Field(String path, JsonNode schema) {}

  @ParameterizedTest
  @EnumSource
  void everyFieldHasADescription(ResourceKind kind) {
    assertThat(fieldsWhere(kind, schema -> schema.path("description").asText().length() < 10))
        .as("fields without a description for kubectl explain")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyStringThatUsersWriteHasALimit(ResourceKind kind) {
    assertThat(
            specFieldsWhere(
                kind,
                schema -> isA(schema, "string") && !schema.has("enum") && !schema.has("maxLength")))
        .as("strings without maxLength")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyStringThatUsersWriteSaysWhatItTakes(ResourceKind kind) {
    assertThat(
            specFieldsWhere(
                kind,
                schema ->
                    isA(schema, "string")
                        && !schema.has("enum")
                        && !schema.path("x-kubernetes-validations").toString().contains("matches")))
        .as("strings without a rule for their characters")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyListAndMapThatUsersWriteHasALimit(ResourceKind kind) {
    assertThat(
            specFieldsWhere(
                kind,
                schema ->
                    (isA(schema, "array") && !schema.has("maxItems"))
                        || (schema.has("additionalProperties") && !schema.has("maxProperties"))))
        .as("lists and maps without a limit")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyNumberThatUsersWriteHasLimits(ResourceKind kind) {
    assertThat(
            specFieldsWhere(
                kind,
                schema ->
                    isA(schema, "integer") && !(schema.has("minimum") && schema.has("maximum"))))
        .as("numbers without minimum or maximum")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasAMessageOfItsOwn(ResourceKind kind) {
    assertThat(
            fieldsWhere(
                kind,
                schema ->
                    schema
                        .path("x-kubernetes-validations")
                        .valueStream()
                        .anyMatch(rule -> rule.path("message").asText().isEmpty())))
        .as("fields with a rule without a message")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void valuesThatOnlyNewerOperatorsKnowAreNotInTheSchema(ResourceKind kind) {
    assertThat(
            specFieldsWhere(
                kind,
                schema ->
                    schema
                        .path("enum")
                        .valueStream()
                        .anyMatch(value -> value.asText().equals("Unknown"))))
        .as("enumerations with Unknown")
        .isEmpty();
  }

  @Test
  void kubectlPrintsTheColumnsOfATenantInThisOrder() {
    assertThat(columns(ResourceKind.VIRTUAL_MOODLE))
        .containsExactly("URL", "RELEASE", "READY", "UPTODATE", "REASON", "UPGRADE", "AGE");
  }

  @Test
  void kubectlPrintsTheColumnsOfAPlatformInThisOrder() {
    assertThat(columns(ResourceKind.MOODLE_PLATFORM))
        .containsExactly("URL", "DEFAULT", "READY", "REASON", "AGE");
  }

  private static List<String> columns(ResourceKind kind) {
    return new CrdGeneration()
        .crd(kind)
        .at("/spec/versions/0/additionalPrinterColumns")
        .findValuesAsText("name");
  }

  private static boolean isA(JsonNode schema, String type) {
    return schema.path("type").asText().equals(type);
  }

  private static List<String> specFieldsWhere(ResourceKind kind, Predicate<JsonNode> condition) {
    return fieldsWhere(kind, condition).stream().filter(path -> path.startsWith(".spec")).toList();
  }

  private static List<String> fieldsWhere(ResourceKind kind, Predicate<JsonNode> condition) {
    var fields = new ArrayList<Field>();
    var root = new CrdGeneration().crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
    fields.add(new Field("", root));
    collect(root, "", fields);
    assertThat(fields).as("fields of " + kind).hasSizeGreaterThan(20);
    return fields.stream().filter(field -> condition.test(field.schema)).map(Field::path).toList();
  }

  private static void collect(JsonNode schema, String path, List<Field> fields) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              var name = path + "." + property.getKey();
              fields.add(new Field(name, property.getValue()));
              collect(property.getValue(), name, fields);
            });
    if (schema.has("items")) {
      collect(schema.get("items"), path + "[]", fields);
    }
  }
}
