package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.Drift;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.Ledger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees to it that many changed rows are mended only when a person consented. */
public final class RowWatch {
  private final Events events;

  /** A watch whose news go out as Events. */
  public RowWatch(Events events) {
    this.events = events;
  }

  /**
   * Looks at the rows that changed, and notes a consent in the ledger before it lets any be mended:
   * it must outlive this process, while the set of changed rows gets smaller with each mended one.
   *
   * @return what is not to be mended, null where everything may be
   */
  @Nullable MassDrift look(MoodlePlatform platform, Ledger ledger, DriftedRows drifted) {
    if (!drifted.isMass() || platform.getSpec().drift() == Drift.Report) {
      return null;
    }
    var consents = ledger.driftConsents();
    var unasked = drifted.without(consents.drift());
    if (!unasked.isMass()) {
      return null;
    }
    var mass = MassDrift.of(unasked, consents.number());
    if (mass.mark().equals(platform.getSpec().registry().acceptDrift())) {
      ledger.consentToDrift(drifted.drift());
      events.normal(
          platform,
          Reason.DriftAccepted,
          "%d rows of the registry that others changed are mended, as acceptDrift says."
              .formatted(mass.tenants().size()));
      return null;
    }
    if (!saidBefore(platform, mass)) {
      var finding = mass.forPlatform();
      events.warning(platform, finding.reason(), finding.message());
    }
    return mass;
  }

  private static boolean saidBefore(MoodlePlatform platform, MassDrift mass) {
    return Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE)
        .conditions()
        .stream()
        .filter(condition -> condition.getType().equals(ConditionType.RegistryReady.name()))
        .anyMatch(condition -> condition.getMessage().contains(mass.mark()));
  }
}
