package io.vmoodle.operator.faults;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A time in which the API server takes resources of the project in any form, as if stored before
 * their rules existed. Afterwards the rules are there again, and what was stored stays.
 */
final class LooseSchema implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final List<CustomResourceDefinition> strict = new ArrayList<>();

  LooseSchema(KubernetesClient client) {
    this.client = client;
    for (var definition :
        client.apiextensions().v1().customResourceDefinitions().list().getItems()) {
      if (definition.getSpec().getGroup().equals("vmoodle.io")) {
        strict.add(definition);
        setSchema(definition, LooseSchema::loose);
      }
    }
  }

  /** Takes everything below the resource itself as it comes. */
  private static JSONSchemaProps loose(JSONSchemaProps strict) {
    return new JSONSchemaPropsBuilder()
        .withType("object")
        .withXKubernetesPreserveUnknownFields(true)
        .build();
  }

  /** Stores a resource as it is written, as soon as the API server takes it. */
  void store(String yaml) {
    var resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    await(resource.getMetadata().getName())
        .atMost(PATIENCE)
        .ignoreException(KubernetesClientException.class)
        .until(() -> client.resource(resource).create() != null);
    var status = resource.getAdditionalProperties().get("status");
    if (status != null) {
      client
          .resource(resource)
          .subresource("status")
          .edit(
              stored -> {
                stored.setAdditionalProperty("status", status);
                return stored;
              });
    }
  }

  /** The rules hold again as soon as a resource that breaks them is refused. */
  @Override
  public void close() {
    for (var definition : strict) {
      setSchema(definition, schema -> schema);
      var broken = new GenericKubernetesResource();
      broken.setApiVersion("vmoodle.io/v1alpha1");
      broken.setKind(definition.getSpec().getNames().getKind());
      broken.setMetadata(
          new ObjectMetaBuilder().withNamespace("default").withName("broken").build());
      await("rules of " + definition.getMetadata().getName())
          .atMost(PATIENCE)
          .until(() -> isRefused(broken));
    }
  }

  private boolean isRefused(GenericKubernetesResource broken) {
    try {
      client.resource(broken).dryRun().create();
      return false;
    } catch (KubernetesClientException e) {
      return e.getCode() == 422;
    }
  }

  private void setSchema(
      CustomResourceDefinition definition, UnaryOperator<JSONSchemaProps> change) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(definition.getMetadata().getName())
        .edit(
            stored -> {
              var wanted = new CustomResourceDefinitionBuilder(stored).build();
              wanted
                  .getSpec()
                  .getVersions()
                  .getFirst()
                  .getSchema()
                  .setOpenAPIV3Schema(
                      change.apply(
                          definition
                              .getSpec()
                              .getVersions()
                              .getFirst()
                              .getSchema()
                              .getOpenAPIV3Schema()));
              return wanted;
            });
  }
}
