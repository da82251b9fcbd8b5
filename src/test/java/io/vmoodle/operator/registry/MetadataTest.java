package io.vmoodle.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final String OURS = Metadata.of("abcdefghij", "4.4");

  @Test
  void keysOfOthersAreKeptAsTheyAre() {
    var theirs = "{\"region\": {\"n\": 1.50, \"big\": 12345678901234567890123.10}, \"x\": null}";

    assertThat(Metadata.merge(theirs, OURS))
        .isEqualTo(
            "{\"region\":{\"n\":1.50,\"big\":12345678901234567890123.10},\"x\":null,"
                + "\"vmoodle.io/tenant-id\":\"abcdefghij\",\"vmoodle.io/release\":\"4.4\"}");
  }

  @Test
  void textThatHasTheKeysStaysTheSameText() {
    var spaced = "{ \"vmoodle.io/release\" : \"4.4\",\n \"vmoodle.io/tenant-id\": \"abcdefghij\" }";

    assertThat(Metadata.merge(spaced, OURS)).isSameAs(spaced);
  }

  @Test
  void releaseIsReplaced() {
    assertThat(Metadata.merge(OURS, Metadata.of("abcdefghij", "4.5")))
        .isEqualTo(Metadata.of("abcdefghij", "4.5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void emptyBecomesOurs(String empty) {
    assertThat(Metadata.merge(empty, OURS)).isEqualTo(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":", "[1,2]", "\"text\"", "17", "{} {}", "{\"a\":1,\"a\":2}", "a:1:{s:1}"})
  void whatIsNoObjectIsKeptAsText(String broken) {
    assertThat(Metadata.tenantId(Rows.hugo().metadata(broken).row())).isEmpty();

    var merged = Metadata.merge(broken, OURS);

    var row = Rows.hugo().metadata(merged).row();
    assertThat(Metadata.tenantId(row)).contains("abcdefghij");
    assertThat(Metadata.release(row)).contains("4.4");
    assertThat(merged).contains("\"vmoodle.io/replaced\":\"" + broken.replace("\"", "\\\""));
    assertThat(Metadata.merge(merged, OURS)).isSameAs(merged);
  }

  @Test
  void valuesOfAnotherTypeAreNoIds() {
    var row = Rows.hugo().metadata("{\"vmoodle.io/tenant-id\": 7}").row();

    assertThat(Metadata.tenantId(row)).isEmpty();
  }
}
