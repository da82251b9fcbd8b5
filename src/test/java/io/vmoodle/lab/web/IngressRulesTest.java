package io.vmoodle.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressRulesTest {
  private static final Ingress TWO_PATHS =
      new KubernetesSerialization()
          .unmarshal(
              """
              apiVersion: networking.k8s.io/v1
              kind: Ingress
              metadata: {name: paths}
              spec:
                rules:
                  - host: moodle.example.edu
                    http:
                      paths:
                        - {path: /, pathType: Prefix, backend: {service: {name: old, port: {number: 80}}}}
                        - {path: /zola, pathType: Prefix, backend: {service: {name: none, port: {number: 80}}}}
              """,
              Ingress.class);

  @Test
  void pathsLeadToThePodsOfTheirServices() {
    var text =
        new IngressRules(List.of(TWO_PATHS), Map.of("old", List.of("198.19.0.7:80")))
            .text("127.0.0.1:8000");

    assertThat(text)
        .contains("listen 127.0.0.1:8000 default_server;\n  return 404;")
        .contains("server_name moodle.example.edu;")
        .contains("location / { proxy_pass http://198.19.0.7:80;")
        .contains("location = /zola { return 503; }")
        .contains("location /zola/ { return 503; }");
  }
}
