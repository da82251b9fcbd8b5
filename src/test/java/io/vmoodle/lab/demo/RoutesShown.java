package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.List;
import java.util.stream.Stream;

/** Where web traffic goes. */
final class RoutesShown implements Chapter {
  @Override
  public String title() {
    return "The routes";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) {
    screen.command("kubectl -n moodle get ingress");
    var ingresses = surroundings.client().network().v1().ingresses().inNamespace("moodle").list();
    var rows = ingresses.getItems().stream().flatMap(RoutesShown::rows).toList();
    screen.table(TextTable.of(List.of("INGRESS", "HOST", "PATH", "SERVICE"), rows));
    if (rows.stream().noneMatch(row -> row.get(1).equals("jules.example.edu"))) {
      throw new NotTrue("The tenant jules has no route.");
    }
    screen.say(
        """
        jules has a host of its own; musee and zola are below the main Moodle's host. The plugin's own scripts \
        (/local/vmoodle) lead to a Service without pods for everybody: 503.
        """);
  }

  private static Stream<List<String>> rows(Ingress ingress) {
    return ingress.getSpec().getRules().stream().flatMap(rule -> rows(ingress, rule));
  }

  private static Stream<List<String>> rows(Ingress ingress, IngressRule rule) {
    return rule.getHttp().getPaths().stream()
        .map(
            path ->
                List.of(
                    ingress.getMetadata().getName(),
                    rule.getHost(),
                    path.getPath(),
                    service(path)));
  }

  private static String service(HTTPIngressPath path) {
    return path.getBackend().getService().getName();
  }
}
