package io.vmoodle.operator.api.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.YamlDumpSettingsBuilder;
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
  private final KubernetesSerialization serialization =
      new KubernetesSerialization(
          mapper, false, new YamlDumpSettingsBuilder().setMinimizeQuotes(true).build());

  /** The CRD of a kind, as it is checked in. */
  String yaml(ResourceKind kind) {
    return HEADER + serialization.asYaml(crd(kind));
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
