package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Wishes that cannot be granted, and what is said to them. */
final class ConflictsRefused implements Chapter {
  @Override
  public String title() {
    return "What may not be is refused, with a reason and a way out";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) {
    screen.say("A second tenant wants the address of jules:");
    screen.command("kubectl apply -f copycat.yaml    # address: {host: jules.example.edu}");
    surroundings.apply(tenant("moodle", "copycat", "jules.example.edu"));
    quote(surroundings, screen, "moodle", "copycat", "AddressConflict");

    screen.say("A school in another namespace wants a host that it was not granted:");
    screen.command("kubectl apply -f greedy.yaml     # address: {host: rectorat.example.edu}");
    surroundings.apply(tenant("school-nord", "greedy", "rectorat.example.edu"));
    quote(surroundings, screen, "school-nord", "greedy", "HostNotGranted");

    screen.say("A mistake that needs no look at anything else does not even get stored:");
    screen.command("kubectl apply -f typo.yaml       # address: {host: Hugo.example.edu.}");
    try {
      surroundings.apply(tenant("moodle", "typo", "Hugo.example.edu."));
      throw new NotTrue("The API server took a host with capitals and a dot at its end.");
    } catch (KubernetesClientException e) {
      screen.quote(e.getStatus().getDetails().getCauses().getFirst().getMessage());
    }
    delete(surroundings, "moodle", "copycat");
    delete(surroundings, "school-nord", "greedy");
    screen.success("Three refusals; nothing was made for any of them.");
  }

  private static void quote(
      Surroundings surroundings, Screen screen, String namespace, String name, String reason) {
    screen.quote(
        "%s: %s".formatted(reason, surroundings.tenants().awaitReason(namespace, name, reason)));
  }

  private static void delete(Surroundings surroundings, String namespace, String name) {
    surroundings.tenants().delete(namespace, name);
  }

  private static GenericKubernetesResource tenant(String namespace, String name, String host) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: %s}
        spec:
          platformRef: {name: academie, namespace: moodle}
          address: {host: %s}
          site: {fullName: Somebody else, shortName: %s}
        """
            .formatted(namespace, name, host, name),
        GenericKubernetesResource.class);
  }
}
