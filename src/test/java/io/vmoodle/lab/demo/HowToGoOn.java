package io.vmoodle.lab.demo;

import io.vmoodle.lab.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person can do with a demo that was kept. */
record HowToGoOn(Cluster cluster, int web) {
  /** Sets a shell up, because the paths in it are longer than anybody wants to copy. */
  private static final Path SHELL = Path.of("target/demo.env");

  void tell(Screen screen) {
    writeShellFile();
    screen.say("Everything stays up until you press Ctrl-C here. In another terminal:");
    screen.command(". %s    # for bash: KUBECONFIG, and kubectl in PATH".formatted(SHELL));
    screen.command("kubectl get vmoodle -A");
    screen.command("kubectl -n moodle describe vmoodle jules");
    screen.command("kubectl -n moodle get events --sort-by=.lastTimestamp");
    screen.command("curl -H 'Host: hugo.example.edu' http://127.0.0.1:%d/".formatted(web));
    screen.command("kubectl -n moodle delete vmoodle zola");
    screen.command("kubectl apply -f examples/tenants/sub-path.yaml");
    screen.command("kubectl explain virtualmoodle.spec");
    screen.say("The kubeconfig, and the kubectl that was built for this cluster:");
    screen.progress(cluster.kubeconfig().toString());
    cluster.kubectl().ifPresent(kubectl -> screen.progress(kubectl.toString()));
  }

  private void writeShellFile() {
    var text = new StringBuilder("export KUBECONFIG='%s'%n".formatted(cluster.kubeconfig()));
    cluster
        .kubectl()
        .map(Path::getParent)
        .ifPresent(folder -> text.append("export PATH='%s':\"$PATH\"%n".formatted(folder)));
    try {
      Files.writeString(SHELL, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
