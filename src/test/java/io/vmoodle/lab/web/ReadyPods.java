package io.vmoodle.lab.web;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the pods of Services are that can answer. */
final class ReadyPods {
  private ReadyPods() {}

  /** Addresses with ports, by the names of Services. */
  static Map<String, List<String>> of(List<EndpointSlice> slices) {
    var pods = new TreeMap<String, List<String>>();
    for (var slice : slices) {
      var service = slice.getMetadata().getLabels().get("kubernetes.io/service-name");
      var addresses = pods.computeIfAbsent(service, name -> new ArrayList<>());
      // The slice of a Service that has no pod yet says null.
      for (var endpoint : requireNonNullElse(slice.getEndpoints(), List.<Endpoint>of())) {
        if (Boolean.TRUE.equals(endpoint.getConditions().getReady())) {
          slice
              .getPorts()
              .forEach(
                  it -> addresses.add(endpoint.getAddresses().getFirst() + ":" + it.getPort()));
        }
      }
    }
    return pods;
  }
}
