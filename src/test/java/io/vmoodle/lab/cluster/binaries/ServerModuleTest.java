package io.vmoodle.lab.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerModuleTest {
  private static final ServerModule MODULE =
      new ServerModule(
          """
          module example
          go 1.24.0
          require (
          	go.etcd.io/etcd/server/v3 v3.6.5
          	k8s.io/kubernetes v1.34.4
          )
          """);

  @Test
  void readsVersionsFromGoMod() {
    assertThat(MODULE.kubernetes()).isEqualTo("1.34.4");
    assertThat(MODULE.etcd()).isEqualTo("3.6.5");
    assertThat(MODULE.go()).isEqualTo(new GoVersion(1, 24));
    assertThat(MODULE.linkerFlags()).contains("gitVersion=v1.34.4", "gitMajor=1 ", "gitMinor=34");
  }

  @Test
  void anyChangeOfGoModGetsAnotherFolder() {
    var changed = new ServerModule(MODULE.goMod().replace("example", "example2"));

    assertThat(MODULE.folderName()).startsWith("kubernetes-1.34.4-etcd-3.6.5-");
    assertThat(changed.folderName()).isNotEqualTo(MODULE.folderName());
  }

  @Test
  void theProjectsOwnGoModHasAllOfIt() {
    var module = ServerModule.read();

    assertThat(module.folderName()).contains(module.kubernetes(), module.etcd());
    assertThat(module.go()).isGreaterThanOrEqualTo(new GoVersion(1, 24));
  }
}
