package io.vmoodle.lab.cluster.image;

/** Names of processors, as images have them. */
final class Architecture {
  private Architecture() {}

  static String ofThisMachine() {
    var name = System.getProperty("os.arch");
    return "aarch64".equals(name) ? "arm64" : name;
  }
}
