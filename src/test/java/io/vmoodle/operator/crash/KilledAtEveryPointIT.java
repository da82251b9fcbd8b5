package io.vmoodle.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.crash.process.Point;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator is killed at every point of everything that is wanted of it but upgrades. */
@Order(1)
@OwnServers
@ExtendWith(ClusterExtension.class)
class KilledAtEveryPointIT {
  /** A deletion that waits for nothing has nothing to say. */
  private static final String STATUS = "before PATCH virtualmoodles/status";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everythingIsAsWantedAfterwards(
      Engine engine, Cluster cluster, @Fresh TestNamespace namespace) throws Exception {
    var steps = new HashSet<>(EveryPoint.knownSteps());
    steps.removeAll(KilledWhileUpgradingIT.STEPS);
    var recording =
        EveryPoint.kill(
            engine,
            cluster,
            namespace,
            EnumSet.complementOf(EnumSet.copyOf(Scenario.UPGRADES)),
            steps);

    assertThat(recording.points().getOrDefault(Scenario.RETAIN, List.of()))
        .extracting(Point::what)
        .doesNotContain(STATUS);
  }
}
