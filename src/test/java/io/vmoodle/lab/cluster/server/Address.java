package io.vmoodle.lab.cluster.server;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the API server listens.
 *
 * @param bind an address of this machine, or the wildcard address
 */
public record Address(InetAddress bind) {
  /** Reachable from this machine only. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads an address; host names are looked up.
   *
   * @throws UncheckedIOException if it cannot be looked up
   */
  public static Address parse(String text) {
    try {
      return new Address(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address by which clients on this machine reach it. */
  String client() {
    return bind.isAnyLocalAddress() ? LOOPBACK : bind.getHostAddress();
  }

  /** URL for clients on this machine. */
  String url(int port) {
    var host = client();
    return "https://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }

  /** Every address by which somebody may reach it, for its certificate. */
  List<InetAddress> reachedBy() {
    try {
      return bind.isAnyLocalAddress()
          ? NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .map(Address::withoutScope)
              .toList()
          : List.of(bind, InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
