package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.jobs.DataFolder;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobRequest;
import io.vmoodle.operator.jobs.SecretEnv;
import io.vmoodle.operator.jobs.SecretFiles;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.facts.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UpgradeJobTest {
  private static final Wish WISH = Upgrading.read(Upgrading.onMariaDb());

  private static JobRequest of(UpgradePhase phase) {
    var ledger = requireNonNull(Upgrading.in(WISH, phase).world().ledger());
    return UpgradeJob.of(WISH, ledger, new JobFiles("boot", "scripts"));
  }

  @ParameterizedTest
  @CsvSource({
    "QUIESCING, quiesce.sh, registry.example.edu/moodle:4.4",
    "UPGRADING, upgrade.sh, registry.example.edu/moodle:4.5",
    "REVERTING, restore.sh, registry.example.edu/moodle:4.4",
  })
  void eachPhaseRunsItsScriptWithTheCodeThatFits(UpgradePhase phase, String script, String image) {
    var job = of(phase);

    assertThat(job.name()).isEqualTo(Upgrading.JOB);
    assertThat(job.image()).isEqualTo(image);
    assertThat(job.command()).isEqualTo(List.of("/bin/sh", "/etc/vmoodle/job/" + script));
    assertThat(job.folder())
        .isEqualTo(new DataFolder("moodledata", "abcdefghij", "/srv/moodledata/abcdefghij"));
    assertThat(job.secretEnv()).isNull();
    assertThat(job.env())
        .containsEntry("VMOODLE_OPERATION", "7")
        .containsEntry("VMOODLE_TENANT_ID", "abcdefghij");
  }

  /** The row names the old release as long as the database is on it. */
  @Test
  void onlyTheUpgradeItselfIsLetThroughTheGate() {
    assertThat(of(UpgradePhase.UPGRADING).env()).containsEntry("VMOODLE_ALLOW", "release");
    for (var phase :
        List.of(UpgradePhase.QUIESCING, UpgradePhase.OPENING, UpgradePhase.REVERTING)) {
      assertThat(of(phase).env()).doesNotContainKey("VMOODLE_ALLOW");
    }
    assertThat(of(UpgradePhase.UPGRADING).deadline()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theCopyingJobSeesTheDatabaseAndNothingElse() {
    var job = of(UpgradePhase.SNAPSHOTTING);

    assertThat(job.image()).isEqualTo("registry.example.edu/tools:1");
    assertThat(job.folder()).isNull();
    assertThat(job.secretFiles()).isNull();
    assertThat(job.secretEnv())
        .isEqualTo(new SecretEnv("vm-abcdefghij-db", Map.of("VMOODLE_DB_PASSWORD", "password")));
    assertThat(job.env())
        .containsEntry("VMOODLE_SOURCE_DATABASE", "vm_abcdefghij_1")
        .containsEntry("VMOODLE_TARGET_DATABASE", "vm_abcdefghij_2")
        .containsEntry("VMOODLE_DB_HOST", "mariadb.db.svc")
        .containsEntry("VMOODLE_DB_PORT", "3306")
        .containsEntry("VMOODLE_DB_USER", "vm_abcdefghij_a")
        .containsEntry("VMOODLE_DB_TLS", "Disable")
        .doesNotContainKey("VMOODLE_DB_CA");
  }

  /** Of a way of the operator's own nobody knows whether pods have it. */
  @Test
  void theCopyingJobTakesTheServersPort() {
    assertThat(copyingOn("{port: 3307, credentialsSecretRef: {name: admin}}"))
        .containsEntry("VMOODLE_DB_PORT", "3307");
    assertThat(copyingOn("{host: mariadb.db.svc, port: 3307, credentialsSecretRef: {name: admin}}"))
        .containsEntry("VMOODLE_DB_PORT", "3307");
    assertThat(copyingOn("{host: 10.0.0.1, port: 3307, credentialsSecretRef: {name: admin}}"))
        .containsEntry("VMOODLE_DB_PORT", "3306");
  }

  @Test
  void theCopyingJobTrustsWhomTheServersAdminConnectionTrusts() {
    var wish =
        Upgrading.read(
            Upgrading.onMariaDb()
                .platform(
                    """
                    databaseServers:
                      - name: first
                        engine: MariaDB
                        host: mariadb.db.svc
                        admin: {credentialsSecretRef: {name: admin}}
                        tls: {mode: VerifyFull, caSecretRef: {name: authorities, key: root.pem}}
                    """));
    var ledger = requireNonNull(Upgrading.in(wish, UpgradePhase.SNAPSHOTTING).world().ledger());

    var job = UpgradeJob.of(wish, ledger, new JobFiles("boot", "scripts"));

    assertThat(job.env())
        .containsEntry("VMOODLE_DB_TLS", "VerifyFull")
        .containsEntry("VMOODLE_DB_CA", "/etc/vmoodle/secret/root.pem");
    assertThat(job.secretFiles()).isEqualTo(SecretFiles.of("authorities", "root.pem"));
  }

  private static Map<String, String> copyingOn(String admin) {
    var wish =
        Upgrading.read(
            Upgrading.onMariaDb()
                .platform(
                    "databaseServers: [{name: first, engine: MariaDB, host: mariadb.db.svc, admin: %s}]"
                        .formatted(admin)));
    var ledger = requireNonNull(Upgrading.in(wish, UpgradePhase.SNAPSHOTTING).world().ledger());
    return UpgradeJob.of(wish, ledger, new JobFiles("boot", "scripts")).env();
  }

  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"VERIFYING", "SWITCHING", "WATCHING", "RESTORING", "FAILED"})
  void theOthersHaveNone(UpgradePhase phase) {
    assertThatThrownBy(() -> of(phase)).isInstanceOf(IllegalArgumentException.class);
  }
}
