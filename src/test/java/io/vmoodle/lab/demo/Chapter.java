package io.vmoodle.lab.demo;

import java.sql.SQLException;

/** One thing that the demo shows. */
interface Chapter {
  /** What it is about, in a few words. */
  String title();

  /**
   * Does it and tells it.
   *
   * @throws NotTrue if something did not become as it should
   */
  void play(Surroundings surroundings, Screen screen) throws SQLException;
}
