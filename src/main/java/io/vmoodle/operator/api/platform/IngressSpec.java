package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Ingress objects of tenants have in common. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressSpec(
    @Nullable String className, Map<String, String> annotations, @Nullable IngressTls tls) {
  /** Turns absent annotations into none. */
  public IngressSpec {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
