package io.vmoodle.operator.tenant.watch;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Rights;
import io.vmoodle.operator.platform.state.OpenPlatform;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a tenant is looked at for: its own objects, its platform and its namespace. Only objects
 * that carry the operator's labels are watched, never the Secrets of others.
 *
 * @param trigger for what no watch tells
 * @param secrets the Secrets with the credentials of tenants' databases
 * @param routes the Ingresses of tenants with a host of their own
 * @param httpRoutes the same as HTTPRoutes, once the cluster has that kind
 * @param jobs the Jobs that work on tenants
 * @param pods the pods of those
 * @param platforms the platforms
 * @param namespaces the namespaces, for their labels; null where the operator may not watch them
 */
public record TenantEventSources(
    TenantTrigger trigger,
    InformerEventSource<Secret, VirtualMoodle> secrets,
    InformerEventSource<Ingress, VirtualMoodle> routes,
    HttpRouteWatch httpRoutes,
    InformerEventSource<Job, VirtualMoodle> jobs,
    InformerEventSource<Pod, VirtualMoodle> pods,
    InformerEventSource<MoodlePlatform, VirtualMoodle> platforms,
    @Nullable InformerEventSource<Namespace, VirtualMoodle> namespaces) {
  private static final Map<String, String> NO_LABELS = Map.of();
  private static final Logger LOG = LoggerFactory.getLogger(TenantEventSources.class);

  /** Makes them, not started yet. */
  public static TenantEventSources of(
      EventSourceContext<VirtualMoodle> context, TenantTrigger trigger, InstantSource clock) {
    trigger.index(context.getPrimaryCache());
    var jobs = children(Job.class, context);
    var pods = children(Pod.class, context);
    WatchedJobs.index(jobs, pods);
    return new TenantEventSources(
        trigger,
        children(Secret.class, context),
        children(Ingress.class, context),
        new HttpRouteWatch(() -> children(HTTPRoute.class, context), clock),
        jobs,
        pods,
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(MoodlePlatform.class, VirtualMoodle.class)
                .withName("platforms")
                // What of a platform concerns its tenants is told by the trigger, once it was
                // looked at.
                .withSecondaryToPrimaryMapper(platform -> Set.of())
                .withNamespacesInheritedFromController()
                .build(),
            context),
        namespaces(context, trigger));
  }

  /** Namespaces are no part of any namespace: an operator of some may have no right to see them. */
  private static @Nullable InformerEventSource<Namespace, VirtualMoodle> namespaces(
      EventSourceContext<VirtualMoodle> context, TenantTrigger trigger) {
    if (!Rights.mayWatch(context.getClient(), "namespaces")) {
      LOG.atWarn()
          .log(
              "The labels of namespaces are not known, for lack of rights: no selector of a platform lets a namespace in");
      return null;
    }
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Namespace.class, VirtualMoodle.class)
            .withName("namespaces")
            .withSecondaryToPrimaryMapper(
                namespace -> trigger.in(namespace.getMetadata().getName()))
            .withWatchAllNamespaces()
            .build(),
        context);
  }

  /** All of them, for the framework. */
  public List<EventSource<?, VirtualMoodle>> all() {
    return namespaces == null
        ? List.of(trigger, secrets, routes, jobs, pods, platforms)
        : List.of(trigger, secrets, routes, jobs, pods, platforms, namespaces);
  }

  /** Watches routes of the kind that the platform has, once its API is there. */
  public void follow(OpenPlatform platform, Context<VirtualMoodle> context) {
    httpRoutes.follow(platform.facts().routes().gatewayApi(), context.eventSourceRetriever());
  }

  /** Whether a platform of that name is stored. */
  public boolean platformExists(ResourceID platform) {
    return platforms.get(platform).isPresent();
  }

  /** The stored platform of that name. */
  public Optional<MoodlePlatform> platform(ResourceID platform) {
    return platforms.get(platform);
  }

  /** A namespace that is being deleted; empty for others, and where namespaces are not known. */
  public Optional<Namespace> goingNamespace(String namespace) {
    return namespaces == null
        ? Optional.empty()
        : namespaces.get(new ResourceID(namespace)).filter(Namespace::isMarkedForDeletion);
  }

  /** The labels of a namespace; null if they are not known, or not yet. */
  public @Nullable Map<String, String> labelsOf(String namespace) {
    return namespaces == null
        ? null
        : namespaces
            .get(new ResourceID(namespace))
            .map(found -> requireNonNullElse(found.getMetadata().getLabels(), NO_LABELS))
            .orElse(null);
  }

  private static <T extends HasMetadata> InformerEventSource<T, VirtualMoodle> children(
      Class<T> kind, EventSourceContext<VirtualMoodle> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, VirtualMoodle.class)
            .withName(nameOf(kind))
            .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.OPERATOR + "," + Labels.TENANT_ID)
            .withSecondaryToPrimaryMapper(TenantEventSources::tenantOf)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /** The name of the source that watches tenants' objects of a kind. */
  static String nameOf(Class<? extends HasMetadata> kind) {
    return kind.getSimpleName();
  }

  private static Set<ResourceID> tenantOf(HasMetadata child) {
    var annotations =
        requireNonNullElse(child.getMetadata().getAnnotations(), Map.<String, String>of());
    var namespace = annotations.get(Labels.TENANT_NAMESPACE);
    var name = annotations.get(Labels.TENANT_NAME);
    return namespace == null || name == null ? Set.of() : Set.of(new ResourceID(name, namespace));
  }
}
