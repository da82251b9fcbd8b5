package io.vmoodle.operator.crash.process;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.vmoodle.operator.harness.Manifests;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.MDC;

/**
 * Makes a point of every moment right before something is written to the API server.
 *
 * <p>What a tenant has written for its whole platform is left out: it may find it written by
 * another tenant, and holds up all others meanwhile.
 */
final class ApiWrites implements Interceptor {
  private static final Set<String> OURS = Set.of("moodleplatforms", "virtualmoodles");

  private final Points points;

  ApiWrites(Points points) {
    this.points = points;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    var path = Arrays.asList(request.uri().getPath().split("/"));
    var namespaced = path.indexOf("namespaces");
    if (request.method().equals("GET") || namespaced < 0 || path.size() < namespaced + 3) {
      return;
    }
    var object = path.subList(namespaced + 2, path.size());
    var what = "before %s %s".formatted(request.method(), kind(object));
    if (OURS.contains(object.getFirst()) && object.size() > 1) {
      points.reached(path.get(namespaced + 1) + "/" + object.get(1), what);
    } else if (!isOfWholePlatform(object) || "MoodlePlatform".equals(MDC.get("resource.kind"))) {
      points.reached(Points.resourceAtWork(), what);
    }
  }

  private static boolean isOfWholePlatform(List<String> object) {
    return object.size() > 1 && object.get(1).startsWith(Manifests.PLATFORM);
  }

  private static String kind(List<String> object) {
    return object.size() == 3 ? object.get(0) + "/" + object.get(2) : object.getFirst();
  }
}
