package io.vmoodle.operator.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a CRD from a resource's Java types. Fabric8's generator does most of it; {@link
 * SchemaCompletion} adds what it cannot say.
 *
 * <p>It runs in a test and not in Fabric8's Maven plugin because that plugin loads the classes into
 * Maven's own JVM, which may be too old for them, and has no hook for the completion.
 */
final class CrdGeneration {
  private static final String HEADER =
      "# Generated from the Java types; to change it, change them and run:\n"
          + "# mvn -q test -Dtest=CrdsAreCurrentTest -Dcrds.write=true\n";

  private final ObjectMapper mapper = new ObjectMapper();
  private final KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);

  /**
   * Not Fabric8's own writer: without quotes it writes the texts True and False as kubectl, which
   * reads YAML 1.1, reads booleans.
   */
  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  /** The CRD of a kind, as it is checked in. */
  String yaml(ResourceKind kind) {
    try {
      return HEADER + yaml.writeValueAsString(crd(kind));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The CRD of a kind. */
  ObjectNode crd(ResourceKind kind) {
    List<HasMetadata> generated = new ArrayList<>();
    try (var output = new Discarded()) {
      new CRDGenerator()
          .withObjectMapper(mapper, serialization)
          .customResourceClasses(List.of(kind.type()))
          .withOutput(output)
          .withPostProcessor(
              new CRDPostProcessor() {
                @Override
                public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                  generated.add(crd);
                  return crd;
                }
              })
          .generate();
    }
    ObjectNode crd = mapper.valueToTree(generated.getFirst());
    new SchemaCompletion(serialization).complete(crd, kind);
    return crd;
  }

  /** The generator writes YAML somewhere; ours is written after the completion. */
  private static final class Discarded implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return new ByteArrayOutputStream();
    }

    @Override
    public void close() {}
  }
}
