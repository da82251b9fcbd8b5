package io.vmoodle.operator.platform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Sha256;
import java.util.Set;

/**
 * So many rows of a registry changed at once that none of them is mended unasked: the registry may
 * have been restored, overwritten or emptied, and be right.
 *
 * @param tenants ids of the tenants whose rows changed
 * @param rows how many rows there are or were
 * @param mark stands for exactly these changes; what a person writes to have them mended
 * @param examples some of the tenants, in words
 */
public record MassDrift(Set<String> tenants, int rows, String mark, String examples) {
  private static final int MARK_LENGTH = 16;
  private static final int EXAMPLES = 5;

  /**
   * The changes that nobody consented to.
   *
   * @param consents how often somebody consented before
   */
  static MassDrift of(DriftedRows drifted, long consents) {
    var content =
        drifted.changed().stream()
            .map(row -> row.tenant().id() + " " + row.shown())
            .sorted()
            .collect(joining("\n", consents + "\n", ""));
    return new MassDrift(
        drifted.changed().stream().map(row -> row.tenant().id()).collect(toUnmodifiableSet()),
        drifted.rows(),
        Sha256.hex(content.getBytes(UTF_8), MARK_LENGTH),
        drifted.changed().stream()
            .map(row -> row.tenant().namespace() + "/" + row.tenant().name())
            .sorted()
            .limit(EXAMPLES)
            .collect(joining(", ")));
  }

  /** For the owner of the platform. */
  public Finding forPlatform() {
    return new Finding(
        Reason.MassDrift,
        "%d of %d rows of the registry are gone or not as they were written, such as those of %s. None of them is mended. Undo what was done to the registry; or, to have all of them mended, set registry.acceptDrift to %s."
            .formatted(tenants.size(), rows, examples, mark));
  }

  /** For the owners of the tenants; the same for all, and without the names of others. */
  Finding forTenants() {
    return new Finding(
        Reason.MassDrift,
        "Somebody changed the tenant's registry row, and so many others that none is mended unasked. The route stays as it is. The platform's own status says what to do.");
  }
}
