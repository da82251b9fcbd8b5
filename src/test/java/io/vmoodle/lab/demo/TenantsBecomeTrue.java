package io.vmoodle.lab.demo;

import io.vmoodle.lab.examples.Example;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.List;
import java.util.stream.Stream;

/** Six tenants at once, four new and two that exist. */
final class TenantsBecomeTrue implements Chapter {
  private static final int TENANTS = 6;

  @Override
  public String title() {
    return "Tenants become true";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) {
    screen.say("A teacher's admin writes this, and nothing else:");
    Example.of("tenants/minimal.yaml").text().lines().forEach(screen::progress);
    for (var folder : List.of("tenants", "existing-moodle", "other-namespace")) {
      screen.command("kubectl apply -f " + Example.FOLDER.resolve(folder));
    }
    Stream.of("other-namespace", "tenants", "existing-moodle")
        .flatMap(folder -> Example.folder(folder).stream())
        .forEach(surroundings::apply);
    screen.command("kubectl get vmoodle -A --watch");
    List.of(Release.OLD, Release.NEW).forEach(surroundings.webPods()::deploy);
    var live = screen.live();
    surroundings
        .tenants()
        .await(
            "every tenant is where it can be",
            all -> all.size() == TENANTS && all.stream().allMatch(TenantsBecomeTrue::arrived),
            all -> live.show(Tenants.table(all)));
    screen.success("All six are Ready: four were installed, jules and musee existed before.");
    screen.say(
        """
        Each of the four got a database, a login, a Secret and a registry row, then a Job that installed Moodle \
        in it. The operator read each database before it believed that; then came the route.
        """);
  }

  private static boolean arrived(VirtualMoodle tenant) {
    return Tenants.reason(tenant).equals("Ready");
  }
}
