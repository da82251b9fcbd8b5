package io.vmoodle.operator.platform.status;

import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Excerpt;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a platform's releases. One that waits to be read is no trouble: as long as its
 * Service is there, tenants are routed to it.
 *
 * @param facts of the platform
 * @param seen what is known of its releases, by name
 * @param forgotten that tenants are on releases that the platform does not list, null: none is
 */
record ReleaseConditions(
    PlatformFacts facts, Map<String, ReleaseSeen> seen, @Nullable Finding forgotten) {
  private static final int LONGEST_MESSAGE = 1_024;
  private static final ReleaseSeen UNREAD = ReleaseSeen.unread("Its code is about to be read.");

  /** Of a platform that lists every release that its tenants are on. */
  ReleaseConditions(PlatformFacts facts, Map<String, ReleaseSeen> seen) {
    this(facts, seen, null);
  }

  /** Sets the condition {@code ReleasesReady}. */
  void set(Conditions conditions) {
    var missing =
        releases().filter(release -> !facts.services().contains(release.service())).toList();
    if (!missing.isEmpty()) {
      conditions.setFalse(
          ConditionType.ReleasesReady,
          Reason.ServiceNotFound,
          "Namespace %s lacks %s. Create them, or correct releases[].service."
              .formatted(
                  facts.namespace(),
                  missing.stream().map(ReleaseConditions::words).collect(joining(", "))));
      return;
    }
    if (forgotten != null) {
      conditions.setFalse(ConditionType.ReleasesReady, forgotten.reason(), forgotten.message());
      return;
    }
    if (all(it -> it.waits() ? null : it.trouble())
        .map(it -> conditions.setFalse(ConditionType.ReleasesReady, it.reason(), it.message()))
        .isPresent()) {
      return;
    }
    var remark = all(ReleaseSeen::remark).or(() -> all(ReleaseSeen::trouble).map(this::unread));
    conditions.setTrue(
        ConditionType.ReleasesReady,
        remark.map(Finding::reason).orElse(Reason.Ready),
        remark
            .map(Finding::message)
            .orElse("The Service of every release is there, and its code was read."));
  }

  private Finding unread(Finding what) {
    return new Finding(
        what.reason(),
        "The Service of every release is there, and code is still to be read. " + what.message());
  }

  /** The entries of {@code status.releases}. */
  List<ReleaseStatus> statuses() {
    return releases().map(this::status).toList();
  }

  private ReleaseStatus status(ReleaseSpec release) {
    var known = of(release);
    var code = known.code();
    var trouble = facts.services().contains(release.service()) ? known.trouble() : missing(release);
    var said = trouble == null ? known.remark() : trouble;
    return new ReleaseStatus(
        release.name(),
        known.imageId().isEmpty() ? null : known.imageId(),
        code == null ? null : code.version(),
        code == null ? null : code.release(),
        code == null ? null : code.hash(),
        code == null ? null : code.guarded(),
        trouble == null,
        said == null ? null : said.reason().name(),
        said == null ? null : Excerpt.of(said.message(), LONGEST_MESSAGE));
  }

  private Finding missing(ReleaseSpec release) {
    return new Finding(
        Reason.ServiceNotFound,
        "Namespace %s lacks %s. Create it, or correct releases[].service."
            .formatted(facts.namespace(), words(release)));
  }

  /** What is said of some releases as one: the first one's reason, everyone's words. */
  private Optional<Finding> all(Function<ReleaseSeen, @Nullable Finding> part) {
    var concerned = releases().filter(release -> part.apply(of(release)) != null).toList();
    return concerned.stream()
        .flatMap(release -> Stream.ofNullable(part.apply(of(release))))
        .findFirst()
        .map(
            first ->
                new Finding(
                    first.reason(),
                    concerned.stream()
                        .flatMap(
                            release ->
                                Stream.ofNullable(part.apply(of(release)))
                                    .map(
                                        it ->
                                            "Release %s: %s"
                                                .formatted(release.name(), it.message())))
                        .collect(joining(" "))));
  }

  private ReleaseSeen of(ReleaseSpec release) {
    return seen.getOrDefault(release.name(), UNREAD);
  }

  private Stream<ReleaseSpec> releases() {
    return facts.spec().releases().stream();
  }

  private static String words(ReleaseSpec release) {
    return "Service %s with port %d (release %s)"
        .formatted(release.service().name(), release.service().port(), release.name());
  }
}
