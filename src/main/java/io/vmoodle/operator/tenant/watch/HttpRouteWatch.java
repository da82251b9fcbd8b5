package io.vmoodle.operator.tenant.watch;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.platform.state.GatewayApi;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch on tenants' HTTPRoutes, which begins once the cluster has the kind: an informer for a
 * kind that is not there would keep the operator from starting.
 */
public final class HttpRouteWatch implements Children<HTTPRoute> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpRouteWatch.class);

  private final Supplier<InformerEventSource<HTTPRoute, VirtualMoodle>> informers;
  private final InstantSource clock;
  private volatile @Nullable Children<HTTPRoute> watched;

  /**
   * @param informers makes one
   */
  public HttpRouteWatch(
      Supplier<InformerEventSource<HTTPRoute, VirtualMoodle>> informers, InstantSource clock) {
    this.informers = informers;
    this.clock = clock;
  }

  /** Begins when the kind came, and ends when it went. */
  void follow(GatewayApi api, EventSourceRetriever<VirtualMoodle> sources) {
    if ((api == GatewayApi.SERVED) != (watched != null)) {
      change(api, sources);
    }
  }

  private synchronized void change(GatewayApi api, EventSourceRetriever<VirtualMoodle> sources) {
    if (api == GatewayApi.SERVED && watched == null) {
      var informer = informers.get();
      try {
        sources.dynamicallyRegisterEventSource(informer);
      } catch (OperatorException e) {
        LOG.atWarn().setCause(e).log("HTTPRoutes cannot be watched yet; it is tried again");
        sources.dynamicallyDeRegisterEventSource(informer.name());
        return;
      }
      watched = new WatchedChildren<>(informer, clock);
      LOG.atInfo().log("Watching HTTPRoutes");
    } else if (api == GatewayApi.MISSING && watched != null) {
      watched = null;
      sources.dynamicallyDeRegisterEventSource(TenantEventSources.nameOf(HTTPRoute.class));
      LOG.atInfo().log("The cluster has no HTTPRoutes any more");
    }
  }

  @Override
  public Optional<HTTPRoute> find(String namespace, String name) {
    var children = watched;
    return children == null ? Optional.empty() : children.find(namespace, name);
  }

  @Override
  public void saw(HTTPRoute object) {
    var children = watched;
    if (children != null) {
      children.saw(object);
    }
  }

  @Override
  public void gone(HTTPRoute object) {
    var children = watched;
    if (children != null) {
      children.gone(object);
    }
  }
}
