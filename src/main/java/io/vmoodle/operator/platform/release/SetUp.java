package io.vmoodle.operator.platform.release;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a code base is set up as the operator needs it. What it says is of docs/serving.md.
 *
 * @param release as the platform has it
 * @param mainUrl of the platform's main Moodle
 * @param report what the code base said
 */
record SetUp(ReleaseSpec release, String mainUrl, ProbeReport report) {
  /** Moodle's own limit: its installation refuses less. */
  private static final int LEAST_INPUT_VARS = 5000;

  /** What is known of the release now. */
  ReleaseSeen judge(String imageId) {
    var trouble = codeMissing().or(this::configUnreadable).or(this::configWrong).or(this::phpWrong);
    return new ReleaseSeen(
        code(trouble.isEmpty()),
        imageId,
        trouble.orElse(null),
        trouble.isPresent() ? null : remark().orElse(null));
  }

  private @Nullable ReleaseCode code(boolean usable) {
    var code = report.code();
    return code == null
        ? null
        : new ReleaseCode(
            code.version(),
            code.release(),
            code.hash(),
            code.plugins(),
            Set.copyOf(requireNonNull(code.dropped())),
            Set.copyOf(code.names()),
            report.guarded(),
            usable);
  }

  private Optional<Finding> codeMissing() {
    return report.code() != null
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.ReleaseCodeNotFound,
                "No code of Moodle can be read in %s of image %s: %s. Correct releases[].codePath; for another image add a release with another name."
                    .formatted(release.codePath(), release.image(), report.why())));
  }

  private Optional<Finding> configUnreadable() {
    if (report.config() != null) {
      return Optional.empty();
    }
    var exit = report.configExit();
    return exit == null
        ? wrong(
            "there is no config.php in %s".formatted(release.codePath()),
            "Add one to the image, or mount it with jobs.podTemplate as web pods do")
        : wrong(
            "config.php cannot be read as far as its stop for CLI_VMOODLE_PRECHECK (exit code %d)"
                .formatted(exit),
            "Keep that stop, and give Jobs by jobs.podTemplate what config.php reads in web pods");
  }

  private Optional<Finding> configWrong() {
    var config = report.config();
    if (config == null) {
      return Optional.empty();
    }
    if (!config.wwwroot().equals(mainUrl)) {
      return wrong(
          "config.php has the wwwroot \"%s\", and main.url of the platform is %s"
              .formatted(config.wwwroot(), mainUrl),
          "Make them the same, character by character");
    }
    if (report.guarded() && !config.release().equals(release.name())) {
      return wrong(
          "config.php says by vmoodle_release that it is release \"%s\", so that the boot refuses every tenant"
              .formatted(config.release()),
          "Set $CFG->vmoodle_release to %s".formatted(release.name()));
    }
    return Optional.empty();
  }

  private Optional<Finding> phpWrong() {
    return report.php().maxInputVars() >= LEAST_INPUT_VARS
        ? Optional.empty()
        : wrong(
            "php.ini has max_input_vars = %d on the command line, and Moodle needs %d"
                .formatted(report.php().maxInputVars(), LEAST_INPUT_VARS),
            "Raise it in the image, for web pods, too");
  }

  private Optional<Finding> wrong(String what, String todo) {
    return Optional.of(
        new Finding(
            Reason.ReleaseSetUpWrong,
            "In image %s %s. %s: docs/serving.md. A corrected image is a release with another name."
                .formatted(release.image(), what, todo)));
  }

  private Optional<Finding> remark() {
    var config = report.config();
    if (!report.guarded()) {
      return Optional.of(
          new Finding(
              Reason.ReleaseUnguarded,
              "config.php does not include the operator's boot, so that nothing keeps this code from databases of other releases%s%s. Include it: docs/serving.md."
                  .formatted(
                      config == null || config.upgradeKey()
                          ? ""
                          : ", anybody can start an upgrade by a request (no upgradekey)",
                      config == null || !config.sharedCache()
                          ? ""
                          : ", and all sites share one cache (cachedir, localcachedir)")));
    }
    return config == null || config.platformFile()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.ReleaseUnguarded,
                "config.php does not set $CFG->vmoodle_platform, so that nothing keeps this code from the main Moodle's database when that is on another release. Set it: docs/serving.md."));
  }
}
