package io.vmoodle.lab.demo;

import io.vmoodle.lab.examples.Example;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The platform: before it there is only what every VMoodle user has today. */
final class PlatformOpens implements Chapter {
  @Override
  public String title() {
    return "A platform: one main Moodle, two database servers, two releases";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    surroundings.createMain();
    screen.say(
        """
        Before the operator there is a main Moodle with the vmoodle plugin. Its registry has one row, \
        which somebody made by hand in the plugin's web form:
        """);
    screen.table(surroundings.main().registry());
    screen.say(
        "A platform tells the operator about all that, and a Job reads each release's code:");
    var files =
        Stream.concat(
                Stream.of(Example.of("platform/namespace.yaml")),
                Example.folder("platform-two-servers").stream())
            .toList();
    for (var file : files) {
      screen.command("kubectl apply -f " + file);
      surroundings.apply(file);
    }
    var platform =
        Tenants.until(
            "the platform is Ready",
            () ->
                surroundings
                    .client()
                    .resources(MoodlePlatform.class)
                    .inNamespace("moodle")
                    .withName("academie")
                    .get(),
            PlatformOpens::isReady);
    screen.table(servers(platform));
    screen.table(releases(platform));
    screen.success("The platform is Ready: tenants can be managed.");
  }

  private static boolean isReady(MoodlePlatform platform) {
    return platform.getStatus() != null
        && platform.getStatus().conditions().stream()
            .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"))
        && platform.getStatus().releases().stream().allMatch(ReleaseStatus::ready);
  }

  private static TextTable releases(MoodlePlatform platform) {
    return TextTable.of(
        List.of("RELEASE", "CODE", "HASH", "GUARDED"),
        Objects.requireNonNull(platform.getStatus()).releases().stream()
            .map(
                release ->
                    List.of(
                        release.name(),
                        String.valueOf(release.release()),
                        String.valueOf(release.hash()).substring(0, 10) + "...",
                        String.valueOf(release.guarded())))
            .toList());
  }

  private static TextTable servers(MoodlePlatform platform) {
    return TextTable.of(
        List.of("SERVER", "VERSION", "READY"),
        Objects.requireNonNull(platform.getStatus()).databaseServers().stream()
            .map(
                server ->
                    List.of(
                        server.name(),
                        Optional.ofNullable(server.version()).orElse(""),
                        String.valueOf(server.ready())))
            .toList());
  }
}
