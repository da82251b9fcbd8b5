package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviationTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @ParameterizedTest(name = "{0} is satisfied by {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}                       | {a: 1, b: 2}
          {a: {b: x}}                  | {a: {b: x, c: y}}
          {a: [{b: 1}, {c: 2}]}        | {a: [{b: 1, x: 1}, {c: 2}]}
          {a: 1}                       | {a: 1.0}
          {a: {}}                      | {}
          {a: {}}                      | {a: {b: 1}}
          {a: []}                      | {}
          {a: ''}                      | {}
          {a: null}                    | {a: 1}
          {limits: {cpu: '1'}}         | {limits: {cpu: 1000m}}
          {limits: {memory: 1024Mi}}   | {limits: {memory: 1Gi}}
          {requests: {storage: 1}}     | {requests: {storage: '1'}}
          """)
  void nothingDiffers(String desired, String live) {
    assertThat(Deviation.between(tree(desired), tree(live))).isEmpty();
  }

  @ParameterizedTest(name = "{0} is not satisfied by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}                 | {a: 2}                   | /a
          {a: 1}                 | {b: 1}                   | /a
          {a: 1}                 | {a: '1'}                 | /a
          {a: {b: x}}            | {a: {b: y}}              | /a/b
          {a: {b: x}}            | {a: x}                   | /a
          {a: [x, y]}            | {a: [y, x]}              | /a/0
          {a: [x]}               | {a: [x, y]}              | /a
          {a: [x, y]}            | {a: [x]}                 | /a
          {a: []}                | {a: [x]}                 | /a
          {a: ''}                | {a: x}                   | /a
          {a: [{b: 1}, {b: 2}]}  | {a: [{b: 1}, {b: 3}]}    | /a/1/b
          {limits: {cpu: '1'}}   | {limits: {cpu: 1001m}}   | /limits/cpu
          {limits: {cpu: '1'}}   | {limits: {cpu: many}}    | /limits/cpu
          {notes: {cpu: '1'}}    | {notes: {cpu: 1000m}}    | /notes/cpu
          """)
  void theFirstDifferenceIsNamed(String desired, String live, String path) {
    assertThat(Deviation.between(tree(desired), tree(live))).hasValue(path);
  }

  private static JsonNode tree(String yaml) {
    return YAML.unmarshal("---\n" + yaml, JsonNode.class);
  }
}
