package io.vmoodle.operator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server on loopback, always at the same address and port, that can be cut, made slow,
 * or turned into a hole in which everything that is sent stays, without either side being told.
 */
public final class TcpProxy implements AutoCloseable {
  private final int target;
  private final InetAddress address;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Valve valve = new Valve();
  private @Nullable ServerSocket listener;

  private TcpProxy(int target, ServerSocket listener) {
    this.target = target;
    this.address = listener.getInetAddress();
    this.port = listener.getLocalPort();
    serve(listener);
  }

  /** An open way to that port. */
  public static TcpProxy to(int target) {
    return at(InetAddress.getLoopbackAddress(), target);
  }

  /** The same, which listens at another address of this machine, for others than this machine. */
  public static TcpProxy at(InetAddress address, int target) {
    return new TcpProxy(target, listen(address, 0));
  }

  /** The address at which it listens. */
  public InetAddress address() {
    return address;
  }

  /** Where it listens, on 127.0.0.1 or the address that was asked for. */
  public int port() {
    return port;
  }

  /** Ends all connections and refuses new ones. */
  public void cut() {
    var open = listener;
    listener = null;
    if (open != null) {
      end(open);
    }
    sockets.forEach(TcpProxy::end);
    sockets.clear();
  }

  /** Lets connections through again. */
  public void open() {
    serve(listen(address, port));
  }

  /** Holds back everything that is sent, on new connections, too, until {@link #flow}. */
  public void hold() {
    valve.close();
  }

  /** Lets through what was held back, as far as both sides still wait for it. */
  public void flow() {
    valve.open();
  }

  /** Lets every piece of data wait for so long, in both directions. */
  public void delay(Duration latency) {
    valve.setDelay(latency);
  }

  @Override
  public void close() {
    cut();
    valve.open();
  }

  private void serve(ServerSocket opened) {
    listener = opened;
    Thread.ofVirtual().start(() -> accept(opened));
  }

  private void accept(ServerSocket opened) {
    try {
      while (true) {
        var client = opened.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        pump(client, server);
        pump(server, client);
      }
    } catch (IOException e) {
      end(opened);
    }
  }

  private void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                var data = new byte[1 << 16];
                for (int read; (read = from.getInputStream().read(data)) >= 0; ) {
                  valve.pass();
                  to.getOutputStream().write(data, 0, read);
                }
              } catch (IOException e) {
                end(to);
              }
            });
  }

  private static ServerSocket listen(InetAddress address, int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
