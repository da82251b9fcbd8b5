package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A row that somebody changes by hand. */
final class DriftMended implements Chapter {
  private static final String URL = "https://jules.example.edu";
  private static final String MISTAKE =
      "UPDATE mdl_local_vmoodle SET vdbname = 'moodle_main', enabled = 0 WHERE vhostname = '%s'"
          .formatted(URL);

  @Override
  public String title() {
    return "Somebody edits a row by hand, and it is mended";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    screen.say("Half past five in the evening, in a database console:");
    screen.command("mariadb %s -e \"%s\"".formatted(MainMoodle.DATABASE, MISTAKE));
    surroundings.main().execute(MISTAKE);
    var begin = System.nanoTime();
    screen.say(
        "Now jules would serve the main Moodle's database. The operator looks every 2 s here:");
    Tenants.until(
        "the row of jules is as it was",
        () -> surroundings.main().column("vdbname", URL),
        "moodle_jules"::equals);
    var took = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    var event =
        Tenants.until(
            "an Event tells of the drift",
            () ->
                surroundings.client().v1().events().inNamespace("moodle").list().getItems().stream()
                    .filter(it -> "DriftCorrected".equals(it.getReason()))
                    .map(Event::getMessage)
                    .findFirst(),
            Optional::isPresent);
    screen.quote("Warning DriftCorrected virtualmoodle/jules: " + event.orElseThrow());
    screen.success("Mended after %.1f s.".formatted(took));
  }
}
