package io.vmoodle.operator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to a server on loopback that can be cut and opened again, always at the same port. */
public final class TcpProxy implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener;

  private TcpProxy(int target, ServerSocket listener) {
    this.target = target;
    this.port = listener.getLocalPort();
    serve(listener);
  }

  /** An open way to that port. */
  public static TcpProxy to(int target) {
    return new TcpProxy(target, listen(0));
  }

  /** Where it listens, on 127.0.0.1. */
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
    serve(listen(port));
  }

  @Override
  public void close() {
    cut();
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

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException e) {
                end(to);
              }
            });
  }

  private static ServerSocket listen(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
