package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What reading some keys of a Secret gave. */
public sealed interface SecretValues {
  /**
   * Every key was there.
   *
   * @param values the decoded values by key
   * @param resourceVersion tells a changed Secret from an unchanged one
   */
  record Found(Map<String, String> values, String resourceVersion) implements SecretValues {
    /** Copies the values. */
    public Found {
      values = Map.copyOf(values);
    }

    /** The value of one of the keys that were asked for. */
    public String get(String key) {
      return Objects.requireNonNull(values.get(key), () -> "was not asked for: " + key);
    }

    /** Names the keys, never a value. */
    @Override
    public String toString() {
      return "Found[keys=" + new TreeMap<>(values).keySet() + "]";
    }
  }

  /** There is no such Secret. */
  record Missing() implements SecretValues {}

  /** The Secret is there, but this key is not, or its value is empty. */
  record LacksKey(String key) implements SecretValues {}

  /** The Secret is there, but lacks the label {@value Labels#TENANT_SECRET}. */
  record NotLabelled() implements SecretValues {}

  /** The operator may not read Secrets in that namespace. */
  record Denied() implements SecretValues {}

  /** Picks the values of some keys from a Secret. */
  static SecretValues of(Secret secret, String... keys) {
    var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
    var values = new TreeMap<String, String>();
    for (var key : List.of(keys)) {
      var value = data.get(key);
      if (value == null || value.isEmpty()) {
        return new LacksKey(key);
      }
      values.put(key, new String(Base64.getDecoder().decode(value), UTF_8));
    }
    return new Found(
        values, Objects.requireNonNullElse(secret.getMetadata().getResourceVersion(), ""));
  }
}
