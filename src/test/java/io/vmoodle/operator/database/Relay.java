package io.vmoodle.operator.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A port in front of a server that can go dead, fall silent and come back. */
final class Relay implements Closeable {
  private final int target;
  private final int port;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private Thread acceptor = Thread.ofVirtual().unstarted(() -> {});

  Relay(int target) throws IOException {
    this.target = target;
    this.port = freePort();
  }

  /** Below the range of ports that outgoing connections take, or they could take it while dead. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 30_000);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (var any = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return any.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** Passes everything on. */
  void pass() throws IOException {
    listen(
        client -> {
          var server = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(server);
          pump(client.getInputStream(), server.getOutputStream());
          pump(server.getInputStream(), client.getOutputStream());
        });
  }

  /** Takes connections and never says a word. */
  void hang() throws IOException {
    listen(client -> {});
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  /** Nobody listens any more, and who was connected is cut off. */
  void cut() throws IOException {
    for (var socket : open) {
      socket.close();
    }
    open.clear();
    // Until it has noticed, the port is not free.
    acceptor.interrupt();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Handler {
    void handle(Socket client) throws IOException;
  }

  private void listen(Handler handler) throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    open.add(listener);
    acceptor =
        Thread.startVirtualThread(
            () -> {
              while (!listener.isClosed()) {
                try {
                  var client = listener.accept();
                  open.add(client);
                  handler.handle(client);
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private static void pump(InputStream from, OutputStream to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                from.transferTo(to);
              } catch (IOException e) {
                return;
              }
            });
  }
}
