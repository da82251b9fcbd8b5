package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a release.
 *
 * @param code what its code says; null as long as that was not read
 * @param imageId the image that was read, by its digest as the node told; empty if not known
 * @param trouble why nothing new is to be begun with it, or why that is not known; null for nothing
 * @param remark what a person should know although it can be used; null for nothing
 */
public record ReleaseSeen(
    @Nullable ReleaseCode code,
    String imageId,
    @Nullable Finding trouble,
    @Nullable Finding remark) {

  /** Its code was not read yet. */
  public static ReleaseSeen unread(String why) {
    return new ReleaseSeen(null, "", new Finding(Reason.ReleaseNotProbed, why), null);
  }

  /** The same with a reason not to use it. */
  public ReleaseSeen with(Finding another) {
    return new ReleaseSeen(code, imageId, another, remark);
  }

  /** Whether its code is about to be read: nothing speaks for or against it. */
  public boolean waits() {
    return trouble != null && trouble.reason() == Reason.ReleaseNotProbed;
  }
}
