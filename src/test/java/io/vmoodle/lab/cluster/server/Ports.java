package io.vmoodle.lab.cluster.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of one control plane.
 *
 * @param apiServer on the address that was asked for
 * @param etcd on loopback, for the API server
 * @param etcdPeer on loopback; etcd wants one even when it is alone
 */
record Ports(int apiServer, int etcd, int etcdPeer) {
  /**
   * Ports that nobody listens on. They are held all at once, so that they differ, and released;
   * that somebody takes one before its server does is rare, and the start is then tried again.
   */
  static Ports free(Address address) {
    var loopback = InetAddress.getLoopbackAddress();
    try (var apiServer = new ServerSocket(0, 1, address.bind());
        var etcd = new ServerSocket(0, 1, loopback);
        var peer = new ServerSocket(0, 1, loopback)) {
      return new Ports(apiServer.getLocalPort(), etcd.getLocalPort(), peer.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "nothing can listen on %s: %s".formatted(address.bind().getHostAddress(), e.getMessage()),
          e);
    }
  }
}
