package io.vmoodle.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.database.Tenure.Admission;
import io.vmoodle.operator.platform.server.Leadership;
import java.net.HttpURLConnection;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of leader election, as it is stored: what the framework believes may be old in a
 * process that was stopped for a while.
 *
 * @param holder how this process is called in it
 */
record HeldLease(
    KubernetesClient client, String namespace, String name, String holder, Leadership leadership)
    implements Admission, Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

  @Override
  public boolean isGranted() {
    try {
      var lease = client.leases().inNamespace(namespace).withName(name).get();
      if (lease != null && holder.equals(lease.getSpec().getHolderIdentity())) {
        return true;
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().setCause(e).log("It is not known whether this process is still the leader");
      return false;
    }
    isOver("another process holds the lease");
    return false;
  }

  @Override
  public void isOver(String why) {
    leadership.isOver(why);
  }

  @Override
  public void confirm() {
    isGranted();
  }

  /**
   * Gives it back, so that the next process need not wait until it expires. The framework does not:
   * it would not be told then that it stops leading.
   */
  void release() {
    try {
      var lease = client.leases().inNamespace(namespace).withName(name).get();
      if (lease == null || !holder.equals(lease.getSpec().getHolderIdentity())) {
        return;
      }
      lease.getSpec().setHolderIdentity("");
      lease.getSpec().setLeaseDurationSeconds(1);
      client.resource(lease).lockResourceVersion().update();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.atWarn()
            .addKeyValue("why", Objects.requireNonNullElse(e.getMessage(), ""))
            .log("The lease could not be given back; it expires by itself");
      }
    }
  }
}
