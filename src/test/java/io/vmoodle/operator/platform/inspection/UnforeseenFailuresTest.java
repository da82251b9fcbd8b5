package io.vmoodle.operator.platform.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.kube.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnforeseenFailuresTest {
  private final List<String> over = new ArrayList<>();
  private final UnforeseenFailures failures = new UnforeseenFailures(over::add);

  private Optional<Finding> said(Exception failure) {
    return failures.of(new VirtualMoodle(), Optional.empty(), failure);
  }

  private static KubernetesClientException refusal(int code, String reason, String message) {
    Status status =
        new StatusBuilder().withCode(code).withReason(reason).withMessage(message).build();
    return new KubernetesClientException(status);
  }

  @Test
  void ofABugOnlyItsKindIsSaid() {
    var finding = said(new IllegalStateException("password is s3cret")).orElseThrow();

    assertThat(finding.reason()).isEqualTo(Reason.InternalError);
    assertThat(finding.message()).contains("IllegalStateException").doesNotContain("s3cret");
    assertThat(over).isEmpty();
  }

  @Test
  void aMissingRightIsNamed() {
    var finding =
        said(refusal(403, "Forbidden", "secrets is forbidden: User x cannot create")).orElseThrow();

    assertThat(finding.reason()).isEqualTo(Reason.InternalError);
    assertThat(finding.message())
        .contains("secrets is forbidden: User x cannot create")
        .endsWith("it is tried again by itself.");
  }

  @Test
  void aNamespaceThatGoesIsNotTakenForAMissingRight() {
    var status =
        new StatusBuilder(refusal(403, "Forbidden", "because it is being terminated").getStatus())
            .withNewDetails()
            .addNewCause(
                "metadata.namespace", "namespace x is being terminated", "NamespaceTerminating")
            .endDetails()
            .build();

    var finding = said(new KubernetesClientException(status)).orElseThrow();

    assertThat(finding.reason()).isEqualTo(Reason.Deleting);
    assertThat(finding.message()).contains("is being deleted").doesNotContain("right");
  }

  @Test
  void whatTheApiServerQuotesIsNotRepeated() {
    var finding = said(refusal(422, "Invalid", "Invalid value: s3cret")).orElseThrow();

    assertThat(finding.message()).contains("422 (Invalid)").doesNotContain("s3cret");
  }

  @Test
  void othersWhoWereFasterAreNoFailure() {
    assertThat(said(refusal(409, "Conflict", "the object has been modified"))).isEmpty();
  }

  @Test
  void aDatabaseThatFailedElsewhereThanInAStepIsSaidAsThere() {
    var failure =
        DatabaseException.of(
            Endpoint.of(Engine.PostgreSQL, "db"), "look around", new SQLException("gone", "08006"));

    assertThat(said(failure))
        .get()
        .extracting(Finding::reason)
        .isEqualTo(Reason.DatabaseUnavailable);
  }
}
