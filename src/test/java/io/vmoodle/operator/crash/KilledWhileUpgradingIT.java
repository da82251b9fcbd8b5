package io.vmoodle.operator.crash;

import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed at every point of upgrades that succeed, fail, fail early and cannot
 * begin. The pods of their Jobs are played, also while no operator runs.
 */
@Order(3)
@OwnServers
@ExtendWith(ClusterExtension.class)
class KilledWhileUpgradingIT {
  /** What is done for upgrades alone. */
  static final Set<String> STEPS =
      Set.of(
          "step ReadPlugins",
          "step BeginUpgrade",
          "step EnterPhase",
          "step RetryJob",
          "step Drain",
          "step CopyDatabase",
          "step CompareCopy",
          "step SwitchRelease",
          "step SwitchToCopy",
          "step EndUpgrade",
          "step DropKept");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantIsServedByTheReleaseThatItsDatabaseIsOn(
      Engine engine, Cluster cluster, @Fresh TestNamespace namespace) throws Exception {
    var steps = new HashSet<>(STEPS);
    if (engine == Engine.PostgreSQL) {
      // The server copies by itself.
      steps.remove("step CompareCopy");
    }
    EveryPoint.kill(engine, cluster, namespace, Scenario.UPGRADES, steps);
  }
}
