package io.vmoodle.lab.demo;

import java.sql.SQLException;

/** What the plugin sees. */
final class RegistryShown implements Chapter {
  @Override
  public String title() {
    return "The registry, as Moodle's boot reads it";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    screen.command("mariadb %s -e '%s'".formatted(MainMoodle.DATABASE, MainMoodle.query()));
    screen.table(surroundings.main().registry());
    screen.say(
        """
        Row 1 kept its database, login and password. The new rows were enabled when a Moodle was in \
        their database. Each tenant's login reaches its own database and nothing else.
        """);
  }
}
