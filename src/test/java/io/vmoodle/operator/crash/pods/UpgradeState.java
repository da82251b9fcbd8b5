package io.vmoodle.operator.crash.pods;

import java.util.Locale;

/** Where an upgrade is held, and by what. */
enum UpgradeState {
  /** A script of the first Job has its configuration. */
  QUIESCE("maintenance.setup=hang", "4.4", "4.5"),
  /** A table of the source is locked: no script of the stand-in runs. */
  COPY("", "4.4", "4.5"),
  /** The database is half-way between two releases. */
  UPGRADE("upgrade.half=hang", "4.4", "4.5"),
  /** Row and route lead to the new release. */
  OPEN("purge_caches.start=hang", "4.5", "4.5"),
  /** The upgrade failed, and the database from before has its place again. */
  RESTORE("upgrade.half=hang", "4.4", "4.4");

  private final String fault;
  private final String afterLoss;
  private final String undisturbed;

  UpgradeState(String fault, String afterLoss, String undisturbed) {
    this.fault = fault;
    this.afterLoss = afterLoss;
    this.undisturbed = undisturbed;
  }

  /** Name of the tenant that is held there. */
  String tenant() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the stand-in is told; see its README. */
  String fault() {
    return fault;
  }

  /** The release that the tenant ends on if its pod is lost there. */
  String afterLoss() {
    return afterLoss;
  }

  /** The release that it ends on if the pod comes to its end. */
  String undisturbed() {
    return undisturbed;
  }
}
