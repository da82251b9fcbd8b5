package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Ingress objects of tenants have in common. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressSpec(
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of an IngressClass: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the IngressClass. Default: the cluster's default class.")
        @Nullable String className,
    @Size(max = 64)
        @ValidationRule(
            value = "self.all(key, key." + Cel.QUALIFIED_NAME + ")",
            message = "keys must be annotation names such as example.edu/name")
        @ValidationRule(
            value = "!('kubernetes.io/ingress.class' in self)",
            message = "the class belongs into className")
        @ValidationRule(
            value = "self.all(key, !key.startsWith('vmoodle.io/'))",
            message = "annotations that begin with vmoodle.io/ are the operator's own")
        @JsonPropertyDescription(
            """
            Annotations for each Ingress, for what the ingress controller needs to know \
            (time-outs, body size, issuer of certificates). At most 64, each value at most \
            4,096 characters.""")
        Map<String, @Size(max = 4096) String> annotations,
    @JsonPropertyDescription(
            """
            The certificate that the ingress controller serves tenants with. Default: \
            none, for plain HTTP or where TLS ends elsewhere.""")
        @Nullable IngressTls tls) {
  /** Turns absent annotations into none. */
  public IngressSpec {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
