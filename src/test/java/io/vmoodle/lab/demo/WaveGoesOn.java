package io.vmoodle.lab.demo;

import io.vmoodle.operator.harness.Edits;
import java.sql.SQLException;
import java.util.Objects;

/** The trouble is mended, and the wave goes on. */
final class WaveGoesOn implements Chapter {
  @Override
  public String title() {
    return "The trouble is mended, and the wave goes on";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    new Mishap(surroundings).mend();
    var client = surroundings.client();
    screen.command(
        "kubectl -n moodle patch moodleplatform academie --type merge -p '{\"spec\": {\"rollout\": {\"attempt\": 2}}}'");
    Edits.merge(client, WaveHalts.platform(client), "{\"spec\": {\"rollout\": {\"attempt\": 2}}}");
    var live = screen.live();
    surroundings
        .tenants()
        .await(
            "the rollout is complete",
            all -> Rollout.reason(WaveHalts.platform(client)).equals("RolloutComplete"),
            all -> live.show(Rollout.table(all)));
    var rollout =
        Objects.requireNonNull(
            Objects.requireNonNull(WaveHalts.platform(client).getStatus()).rollout());
    screen.quote(
        "rollout: {target: %s, attempt: %d, total: %d, done: %d, failed: %d}"
            .formatted(
                rollout.target(),
                rollout.attempt(),
                rollout.total(),
                rollout.done(),
                rollout.failed()));
    var answer =
        Browser.awaitAnswer(
            surroundings,
            "nord.schools.example.edu",
            "/",
            it -> it.status() == 200 && !Browser.text(it).contains("4.5"));
    screen.quote("%d %s".formatted(answer.status(), Browser.text(answer)));
    screen.success(
        "hugo, zola and nord are on 5.0; curie, jules and musee stay where their manifests say.");
  }
}
