package io.vmoodle.lab.demo;

import io.vmoodle.lab.cluster.Cluster;

/** What a person can do with a demo that was kept. */
record HowToGoOn(Cluster cluster) {
  void tell(Screen screen) {
    screen.say("Everything stays up until you press Ctrl-C here. In another terminal:");
    screen.command("export KUBECONFIG=" + cluster.kubeconfig());
    var kubectl = cluster.kubectl().map(Object::toString).orElse("kubectl");
    screen.command("alias kubectl=" + kubectl);
    screen.command("kubectl get vmoodle -A");
    screen.command("kubectl -n moodle describe vmoodle jules");
    screen.command("kubectl -n moodle get events --sort-by=.lastTimestamp");
    screen.command("kubectl -n moodle delete vmoodle zola");
    screen.command("kubectl apply -f examples/tenants/sub-path.yaml");
    screen.command("kubectl explain virtualmoodle.spec");
  }
}
