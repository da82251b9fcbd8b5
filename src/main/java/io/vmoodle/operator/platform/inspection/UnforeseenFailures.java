package io.vmoodle.operator.platform.inspection;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.StaleLeader;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.platform.server.Leadership;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exceptions with which the work on a resource ended. The framework tries again; here is what is
 * said of it: the log gets the whole of it once, the resource only what no secret can be in.
 */
public final class UnforeseenFailures {
  private static final Logger LOG = LoggerFactory.getLogger(UnforeseenFailures.class);

  private final Leadership leadership;

  /**
   * Failures.
   *
   * @param leadership is told when a failure shows that another process acts
   */
  public UnforeseenFailures(Leadership leadership) {
    this.leadership = leadership;
  }

  /** Before an outage is told: it may be this process that is shut out. */
  public void confirmLeadership() {
    leadership.confirm();
  }

  /**
   * What to say of a failure in the resource's status.
   *
   * @param retry of the reconcile that failed; empty for a first attempt
   * @return empty if there is nothing to say: others changed an object meanwhile, or this process
   *     must not write any more
   */
  public Optional<Finding> of(HasMetadata resource, Optional<RetryInfo> retry, Exception failure) {
    if (failure instanceof StaleLeader stale) {
      leadership.isOver(String.valueOf(stale.getMessage()));
      return Optional.empty();
    }
    if (failure instanceof KubernetesClientException refused
        && refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
      return Optional.empty();
    }
    leadership.confirm();
    log(resource, retry, failure);
    return Optional.of(finding(failure));
  }

  private static void log(HasMetadata resource, Optional<RetryInfo> retry, Exception failure) {
    var attempt = retry.map(RetryInfo::getAttemptCount).orElse(0);
    var entry = attempt == 0 ? LOG.atError().setCause(failure) : LOG.atDebug().setCause(failure);
    entry
        .addKeyValue("kind", resource.getKind())
        .addKeyValue("namespace", resource.getMetadata().getNamespace())
        .addKeyValue("name", resource.getMetadata().getName())
        .addKeyValue("attempt", attempt)
        .log("Work on a resource failed; it is tried again");
  }

  private static boolean namespaceGoes(KubernetesClientException refused) {
    var details = refused.getStatus() == null ? null : refused.getStatus().getDetails();
    return details != null
        && details.getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  private static Finding finding(Exception failure) {
    if (failure instanceof DatabaseException database) {
      return DatabaseFindings.of(database);
    }
    if (failure instanceof KubernetesClientException refused && namespaceGoes(refused)) {
      return new Finding(
          Reason.Deleting,
          "A namespace that this needs is being deleted and takes nothing new: %s. Wait for its end, and make it anew if it is to be there."
              .formatted(refused.getStatus().getMessage()));
    }
    if (failure instanceof KubernetesClientException refused && refused.getStatus() != null) {
      // Of a refusal for lack of rights the API server's words are names, of others not always.
      return new Finding(
          Reason.InternalError,
          refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "The API server refused: %s. Grant the operator's ServiceAccount this right; it is tried again by itself."
                  .formatted(refused.getStatus().getMessage())
              : "The API server answered %d (%s). It is tried again by itself; the operator's log has more."
                  .formatted(refused.getCode(), refused.getStatus().getReason()));
    }
    return new Finding(
        Reason.InternalError,
        "The operator failed (%s). It tries again by itself; please report this with the operator's log."
            .formatted(failure.getClass().getSimpleName()));
  }
}
