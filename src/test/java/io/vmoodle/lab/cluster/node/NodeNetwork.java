package io.vmoodle.lab.cluster.node;

/**
 * Names and addresses of one node's network. They are of the range for tests of network devices
 * (RFC 2544), which no real network should have.
 *
 * @param number tells nodes on one machine apart; 0 to 255
 */
record NodeNetwork(int number) {
  static final int COUNT = 256;

  /** Name of the machine's end of the line to the node. */
  String device() {
    return "vmoodle" + number;
  }

  /** The machine's address on the line. */
  String machine() {
    return "198.18.%d.1".formatted(number);
  }

  /** The node's address on the line. */
  String node() {
    return "198.18.%d.2".formatted(number);
  }

  /** Length of the prefix that both have. */
  int prefix() {
    return 30;
  }

  /** Addresses of pods, which are routed through the node. */
  String pods() {
    return "198.19.%d.0/24".formatted(number);
  }
}
