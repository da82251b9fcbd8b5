package io.vmoodle.operator.platform.route;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.kube.Removal;
import io.vmoodle.operator.platform.state.PlatformName;
import io.vmoodle.operator.routing.RouteForm;
import io.vmoodle.operator.routing.RouteNames;
import io.vmoodle.operator.routing.SubPathRoutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of main hosts of one kind: reads and writes them, and knows what is stored, as it last
 * saw or made it.
 *
 * @param <T> the kind
 */
public final class MainRouteStore<T extends HasMetadata> {
  private final KubernetesClient client;
  private final Apply apply;
  private final Removal removal;
  private final Class<T> kind;
  private final RouteForm<T> form;
  private final Map<PlatformName, MainRoutes<T>> stored = new ConcurrentHashMap<>();

  public MainRouteStore(KubernetesClient client, Apply apply, Class<T> kind, RouteForm<T> form) {
    this.client = client;
    this.apply = apply;
    this.removal = new Removal(client);
    this.kind = kind;
    this.form = form;
  }

  RouteForm<T> form() {
    return form;
  }

  /** What is stored. */
  MainRoutes<T> of(PlatformName platform) {
    return requireNonNull(
        stored.getOrDefault(platform, new MainRoutes<>(Map.of(), Map.of(), Map.of())));
  }

  /** Nothing of it is known any more, for the API server does not tell. */
  void forget(PlatformName platform) {
    stored.remove(platform);
  }

  /**
   * Looks what is stored.
   *
   * @throws KubernetesClientException with code 404 if the API server does not have the kind, with
   *     403 if the operator may not see it
   */
  MainRoutes<T> look(PlatformName platform) {
    var found =
        client
            .resources(kind)
            .inNamespace(platform.namespace())
            .withLabel(Labels.MANAGED_BY, Labels.OPERATOR)
            .withLabel(Labels.PLATFORM, platform.name())
            .withoutLabel(Labels.TENANT_ID)
            .list()
            .getItems()
            .stream()
            .filter(route -> isOfMainHost(route, platform))
            .toList();
    var routes = MainRoutes.of(form, found);
    stored.put(platform, routes);
    return routes;
  }

  private boolean isOfMainHost(T route, PlatformName platform) {
    return route.getMetadata().getName().startsWith(RouteNames.ofMain(platform.name(), 0));
  }

  /**
   * Makes the stored routes the desired ones, and removes those that are not needed any more.
   *
   * @return why a route could not be stored; empty where all are
   */
  Optional<Finding> publish(PlatformName platform, SubPathRoutes<T> desired) {
    var now = new HashMap<>(of(platform).objects());
    try {
      for (var route : desired.routes()) {
        var problem = store(route, now);
        if (problem.isPresent()) {
          return problem;
        }
      }
      remove(desired.obsolete(), now);
      return Optional.empty();
    } finally {
      stored.put(platform, MainRoutes.of(form, now.values()));
    }
  }

  /** Removes all that is stored. */
  void remove(PlatformName platform) {
    var now = new HashMap<>(of(platform).objects());
    try {
      remove(List.copyOf(now.keySet()), now);
    } finally {
      stored.put(platform, MainRoutes.of(form, now.values()));
    }
  }

  private void remove(List<String> names, Map<String, T> now) {
    for (var name : names) {
      var there = now.get(name);
      if (there != null) {
        removal.remove(there);
        now.remove(name);
      }
    }
  }

  private Optional<Finding> store(T desired, Map<String, T> now) {
    var name = desired.getMetadata().getName();
    try {
      switch (apply.apply(desired, now.get(name))) {
        case Applied.Foreign<T>(T there, String why) -> {
          return Optional.of(new Finding(Reason.RouteConflict, why + "."));
        }
        case Applied.Created<T>(T made) -> now.put(name, made);
        case Applied.Updated<T>(T changed) -> now.put(name, changed);
        case Applied.Unchanged<T>(T same) -> now.put(name, same);
      }
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(RouteFindings.refused(desired, Refusal.of(e).orElseThrow(() -> e)));
    }
  }
}
