package io.vmoodle.lab.benchmark;

/**
 * A tenant as the bare writer has it: all is known from the start.
 *
 * @param id its id
 * @param number of its Moodle, if that exists already
 */
record BareTenant(
    String id, String namespace, String name, String uid, int number, boolean existing) {
  String database() {
    return existing ? Moodles.database(number) : "vm_" + id + "_1";
  }

  String login() {
    return existing ? Moodles.login() : "vm_" + id + "_a";
  }

  String password() {
    return existing ? Moodles.password() : "p" + id + id;
  }

  String url() {
    return "https://%s.example.edu".formatted(name);
  }

  String dataDir() {
    return "/srv/moodledata/" + (existing ? database() : id);
  }

  @Override
  public String toString() {
    return name;
  }
}
