package io.vmoodle.lab.demo;

import io.vmoodle.lab.examples.Example;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Six tenants at once, four new and two that exist. */
final class TenantsBecomeTrue implements Chapter {
  private static final Set<String> EXISTING = Set.of("jules", "musee");
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
    var live = screen.live();
    surroundings
        .tenants()
        .await(
            "every tenant is where it can be",
            all -> all.size() == TENANTS && all.stream().allMatch(TenantsBecomeTrue::arrived),
            all -> live.show(Tenants.table(all)));
    screen.success("jules and musee existed before: they were adopted and are Ready.");
    screen.say(
        """
        The four new ones have their database, login, Secret and registry row, and wait for the Job \
        that installs Moodle in them. This version does not run that Job yet; a later one will. Until then they get no \
        route and say so: WaitingForJob.
        """);
  }

  private static boolean arrived(VirtualMoodle tenant) {
    var expected = EXISTING.contains(tenant.getMetadata().getName()) ? "Ready" : "WaitingForJob";
    return Tenants.reason(tenant).equals(expected);
  }
}
