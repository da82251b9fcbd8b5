package io.vmoodle.lab.web;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vmoodle.lab.cluster.Informers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An nginx on this machine that follows the Ingress objects of a namespace, as an Ingress
 * controller does: see {@link IngressRules}. It reaches pods by their own addresses.
 */
public final class IngressFront implements AutoCloseable {
  /** Watches are enough. */
  private static final long RESYNC = 0;

  private final WebRun run = WebRun.begin();
  private final int port = WebRun.freePort();
  private final SharedIndexInformer<Ingress> ingresses;
  private final SharedIndexInformer<EndpointSlice> slices;
  private String written = "";

  private IngressFront(KubernetesClient client, String namespace) {
    slices =
        client.discovery().v1().endpointSlices().inNamespace(namespace).runnableInformer(RESYNC);
    ingresses = client.network().v1().ingresses().inNamespace(namespace).runnableInformer(RESYNC);
  }

  private IngressFront start() {
    write("");
    run.start("nginx", command(), this::listens);
    Informers.started(slices.addEventHandler(new Follower<>()));
    Informers.started(ingresses.addEventHandler(new Follower<>()));
    follow();
    return this;
  }

  /** Starts one, which knows all objects of the namespace that are there. */
  public static IngressFront of(KubernetesClient client, String namespace) {
    return new IngressFront(client, namespace).start();
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Asks it as a browser would, whose name server has every host there. */
  public Answer get(String host, String target) {
    return Answer.of(port, host, target);
  }

  @Override
  public void close() {
    ingresses.close();
    slices.close();
    run.close();
  }

  private final class Follower<T> implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      follow();
    }

    @Override
    public void onUpdate(T before, T object) {
      follow();
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      follow();
    }
  }

  private synchronized void follow() {
    var rules =
        new IngressRules(ingresses.getStore().list(), ReadyPods.of(slices.getStore().list()))
            .text("127.0.0.1:" + port);
    if (!rules.equals(written)) {
      written = rules;
      write(rules);
      reload();
    }
  }

  private Path file() {
    return run.path().resolve("nginx.conf");
  }

  private void write(String servers) {
    var temporary =
        Stream.of("client_body", "fastcgi", "proxy", "uwsgi", "scgi")
            .map(kind -> "%s_temp_path %s;".formatted(kind, run.folder("nginx-" + kind)))
            .collect(Collectors.joining("\n"));
    try {
      Files.writeString(
          file(),
          """
          %s
          pid %s;
          error_log stderr notice;
          worker_processes 1;
          events {}
          http {
          access_log off;
          server_names_hash_bucket_size 128;
          %s
          %s
          }
          """
              .formatted(
                  WebRun.ROOT ? "user root;" : "",
                  run.path().resolve("nginx.pid"),
                  temporary,
                  servers.isEmpty()
                      ? "server { listen 127.0.0.1:%d; return 404; }".formatted(port)
                      : servers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String... more) {
    var command =
        new ArrayList<>(
            List.of(WebProgram.NGINX.path().toString(), "-c", file().toString(), "-e", "stderr"));
    command.addAll(more.length == 0 ? List.of("-g", "daemon off;") : List.of(more));
    return command;
  }

  private void reload() {
    try {
      var process =
          new ProcessBuilder(command("-s", "reload"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log("nginx-reload").toFile()))
              .start();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
