package io.vmoodle.lab.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an Ingress controller makes of Ingress objects, in nginx's language: hosts, paths by prefix,
 * and the pods behind Services. A host that no object has is not found; a Service without pods is
 * not available. TLS is left out: pods are told that it ended before them.
 *
 * @param ingresses the objects, of one namespace
 * @param pods addresses with port of the pods behind each Service, by its name
 */
record IngressRules(Collection<Ingress> ingresses, Map<String, List<String>> pods) {
  private record Rule(String host, HTTPIngressPath path) {}

  /** Server blocks for nginx's http block, which listen at that address and port. */
  String text(String listen) {
    var byHost =
        ingresses.stream()
            .flatMap(ingress -> ingress.getSpec().getRules().stream())
            .flatMap(
                rule ->
                    rule.getHttp().getPaths().stream().map(path -> new Rule(rule.getHost(), path)))
            .collect(groupingBy(Rule::host, TreeMap::new, toList()));
    var unknown = "server {\n  listen %s default_server;\n  return 404;\n}\n".formatted(listen);
    return unknown
        + byHost.entrySet().stream()
            .map(
                host ->
                    "server {\n  listen %s;\n  server_name %s;\n%s}\n"
                        .formatted(
                            listen,
                            host.getKey(),
                            host.getValue().stream().map(this::location).collect(joining())))
            .collect(joining());
  }

  /** A prefix is one of whole path elements: /zola is not one of /zolas. */
  private String location(Rule rule) {
    var path = rule.path().getPath();
    var target = target(rule.path().getBackend().getService().getName());
    return path.endsWith("/")
        ? "  location %s { %s }\n".formatted(path, target)
        : "  location = %1$s { %2$s }\n  location %1$s/ { %2$s }\n".formatted(path, target);
  }

  private String target(String service) {
    var addresses = pods.getOrDefault(service, List.of());
    return addresses.isEmpty()
        ? "return 503;"
        : "proxy_pass http://%s; proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto https;"
            .formatted(addresses.getFirst());
  }
}
