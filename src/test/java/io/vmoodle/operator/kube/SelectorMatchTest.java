package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.platform.NamespaceSelector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorMatchTest {
  private static final Map<String, String> LABELS = Map.of("team", "schools", "tier", "gold");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{matchLabels: {team: schools}}",
        "{matchLabels: {team: schools, tier: gold}}",
        "{matchExpressions: [{key: team, operator: In, values: [x, schools]}]}",
        "{matchExpressions: [{key: team, operator: NotIn, values: [x]}]}",
        "{matchExpressions: [{key: absent, operator: NotIn, values: [x]}]}",
        "{matchExpressions: [{key: team, operator: Exists}]}",
        "{matchExpressions: [{key: absent, operator: DoesNotExist}]}",
        "{matchLabels: {tier: gold}, matchExpressions: [{key: team, operator: Exists}]}"
      })
  void matches(String selector) {
    assertThat(SelectorMatch.matches(parse(selector), LABELS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchLabels: {team: Schools}}",
        "{matchLabels: {absent: x}}",
        "{matchLabels: {team: schools, absent: x}}",
        "{matchExpressions: [{key: team, operator: In, values: [x]}]}",
        "{matchExpressions: [{key: absent, operator: In, values: [x]}]}",
        "{matchExpressions: [{key: team, operator: NotIn, values: [schools]}]}",
        "{matchExpressions: [{key: absent, operator: Exists}]}",
        "{matchExpressions: [{key: team, operator: DoesNotExist}]}",
        "{matchLabels: {team: x}, matchExpressions: [{key: team, operator: Exists}]}"
      })
  void doesNotMatch(String selector) {
    assertThat(SelectorMatch.matches(parse(selector), LABELS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchExpressions: [{key: team, operator: In}]}",
        "{matchExpressions: [{key: team, operator: NotIn}]}",
        "{matchExpressions: [{key: team, operator: Exists, values: [schools]}]}",
        "{matchExpressions: [{key: absent, operator: DoesNotExist, values: [x]}]}",
        "{matchExpressions: [{key: team, operator: Matches, values: [schools]}]}"
      })
  void whatKubernetesWouldRejectGrantsNothing(String selector) {
    assertThat(SelectorMatch.matches(parse(selector), LABELS)).isFalse();
  }

  @Test
  void noSelectorMatchesNothingAndNoLabelsMatchOnlyTheEmptyOne() {
    assertThat(SelectorMatch.matches(null, LABELS)).isFalse();
    assertThat(SelectorMatch.matches(parse("{}"), null)).isTrue();
    assertThat(SelectorMatch.matches(parse("{matchLabels: {team: schools}}"), null)).isFalse();
    assertThat(
            SelectorMatch.matches(
                parse("{matchExpressions: [{key: team, operator: DoesNotExist}]}"), null))
        .isFalse();
  }

  private static NamespaceSelector parse(String yaml) {
    return new KubernetesSerialization().unmarshal("---\n" + yaml, NamespaceSelector.class);
  }
}
