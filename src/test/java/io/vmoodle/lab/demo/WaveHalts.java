package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.harness.Edits;
import java.sql.SQLException;
import java.util.List;

/** A new release for all tenants, of which one cannot be upgraded. */
final class WaveHalts implements Chapter {
  private static final String RELEASE =
      """
      {"spec": {"releases": [
        {"name": "4.4", "image": "%s", "service": {"name": "moodle-44"}},
        {"name": "4.5", "image": "%s", "service": {"name": "moodle-45"}},
        {"name": "5.0", "image": "%s", "service": {"name": "moodle-50"}}],
       "rollout": {"maxConcurrent": 1, "settle": "2s",
                   "canary": {"selector": {"matchLabels": {"wave": "first"}}}}}}
      """
          .formatted(
              MoodleImages.reference(Release.OLD),
              MoodleImages.reference(Release.NEW),
              MoodleImages.reference(Release.NEXT));
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: moodle-50, namespace: moodle}
      spec:
        selector: {app: moodle, release: "5.0"}
        ports: [{name: http, port: 80}]
      """;

  @Override
  public String title() {
    return "One word upgrades them all, until one fails";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    screen.say("Release 5.0 gets its pods and its entry in the platform; a Job reads its code:");
    var client = surroundings.client();
    client.resource(new KubernetesSerialization().unmarshal(SERVICE, Service.class)).create();
    surroundings.webPods().deploy(Release.NEXT);
    screen.command("kubectl -n moodle edit moodleplatform academie   # releases, rollout");
    Edits.merge(client, platform(client), RELEASE);
    Tenants.until(
        "release 5.0 is ready",
        () -> platform(client).getStatus(),
        status ->
            status != null
                && status.releases().stream()
                    .anyMatch(it -> it.name().equals("5.0") && it.ready()));
    var hugo = surroundings.tenants().find("moodle", "hugo").orElseThrow();
    screen.command("kubectl -n moodle label vmoodle hugo wave=first   # hugo is the canary");
    Edits.merge(client, hugo, "{\"metadata\": {\"labels\": {\"wave\": \"first\"}}}");
    screen.say(
        "jules and musee existed before the operator, which upgrades only what it made: they are pinned. Nobody knows yet that the upgrade of zola is going to die half-way. And now the word:");
    new Mishap(surroundings).prepare();
    for (var existing : List.of("jules", "musee")) {
      screen.command(
          "kubectl -n moodle patch vmoodle %s --type merge -p '{\"spec\": {\"release\": \"4.5\"}}'"
              .formatted(existing));
      Edits.merge(
          client,
          surroundings.tenants().find("moodle", existing).orElseThrow(),
          "{\"spec\": {\"release\": \"4.5\"}}");
    }
    screen.command(
        "kubectl -n moodle patch moodleplatform academie --type merge -p '{\"spec\": {\"defaultRelease\": \"5.0\"}}'");
    Edits.merge(client, platform(client), "{\"spec\": {\"defaultRelease\": \"5.0\"}}");
    try (var visitor = Visitor.of(surroundings, "curie.example.edu", "/login/index.php")) {
      var live = screen.live();
      surroundings
          .tenants()
          .await(
              "the rollout halts",
              all -> Rollout.reason(platform(client)).equals("RolloutHalted"),
              all -> live.show(Rollout.table(all)));
      screen.quote(Rollout.message(platform(client)));
      surroundings
          .tenants()
          .await(
              "zola is put back",
              all -> Rollout.isSaidOfZola(all, "UpgradeFailed"),
              all -> live.show(Rollout.table(all)));
      screen.say(
          "zola was put back to the copy from before, and serves on 4.5; nord did not begin:");
      screen.quote(
          Rollout.condition(
              surroundings.tenants().find("moodle", "zola").orElseThrow(), ConditionType.UpToDate));
      var answer =
          Browser.awaitAnswer(
              surroundings, "moodle.example.edu", "/zola/", it -> it.status() == 200);
      screen.quote("%d %s".formatted(answer.status(), Browser.text(answer)));
      var found = visitor.count();
      screen.say(
          "Somebody asked curie, which is pinned to 4.4, for its login page all the while: %d times, %d answers were 200."
              .formatted(found.asked(), found.good()));
      if (found.good() != found.asked() || found.asked() == 0) {
        throw new NotTrue("A neighbour was disturbed.");
      }
    }
    screen.success(
        "The canary is on 5.0, one failure halted the rest, and nobody else was touched.");
  }

  static MoodlePlatform platform(KubernetesClient client) {
    return client
        .resources(MoodlePlatform.class)
        .inNamespace("moodle")
        .withName("academie")
        .require();
  }
}
