package io.vmoodle.operator.crash;

import io.vmoodle.operator.api.DeletionPolicy;
import java.util.EnumSet;
import java.util.Set;

/** Something that is wanted of the operator for one tenant, during which it is killed. */
enum Scenario {
  INSTALL("ins", Source.INSTALL, false, End.NOTHING, Site::apply, End.PROVISIONED),
  INSTALL_ON_SUB_PATH("ins-sub", Source.INSTALL, true, End.NOTHING, Site::apply, End.PROVISIONED),
  INSTALLED("done", Source.INSTALL, false, End.PROVISIONED, Site::markInstalled, End.SERVING),
  LOST_JOB("nojob", Source.INSTALL, false, End.PROVISIONED, Site::deleteJob, End.REINSTALLING),
  EXISTING("ex", Source.EXISTING, false, End.NOTHING, Site::apply, End.SERVING),
  EXISTING_ON_SUB_PATH("ex-sub", Source.EXISTING, true, End.NOTHING, Site::apply, End.SERVING),
  ADOPT("ad", Source.ADOPTED, false, End.NOTHING, Site::apply, End.SERVING),
  ADOPT_ON_SUB_PATH("ad-sub", Source.ADOPTED, true, End.NOTHING, Site::apply, End.SERVING),
  RETAIN("ret", Source.INSTALL, false, End.SERVING, Site::delete, End.RETAINED),
  FORGET_EXISTING("for-ex", Source.EXISTING, false, End.SERVING, Site::delete, End.GONE),
  RETAIN_ADOPTED("ret-ad", Source.ADOPTED, false, End.SERVING, Site::delete, End.RETAINED),
  DELETE("del", Source.INSTALL, false, End.SERVING, Site::delete, End.GONE),
  DELETE_ON_SUB_PATH("del-sub", Source.INSTALL, true, End.SERVING, Site::delete, End.GONE),
  LET_GO("let", Source.INSTALL, false, End.SERVING, Site::letGo, End.LEFT),
  UNDELETE("und", Source.INSTALL, false, End.RETAINED, Site::apply, End.SERVING),
  UNDELETE_ADOPTED("und-ad", Source.ADOPTED, false, End.RETAINED, Site::apply, End.SERVING),
  SUSPENDED("susp", Source.INSTALL, false, End.SERVING, Site::suspend, End.SUSPENDED),
  SUSPENDED_PATH("susp-sub", Source.ADOPTED, true, End.SERVING, Site::suspend, End.SUSPENDED),
  MAINTENANCE("main", Source.INSTALL, false, End.SERVING, Site::maintain, End.MAINTENANCE),
  NO_MAINTENANCE(Site.FAILING, Source.INSTALL, false, End.SERVING, Site::maintain, End.FAILING),
  EDITED_ROW("edit", Source.INSTALL, false, End.SERVING, Site::editRow, End.SERVING),
  LOST_ROW("norow", Source.INSTALL, false, End.SERVING, Site::deleteRow, End.SERVING),
  EDITED_SECRET("edsec", Source.INSTALL, false, End.SERVING, Site::editSecret, End.SERVING),
  LOST_SECRET("nosec", Source.INSTALL, false, End.SERVING, Site::deleteSecret, End.SERVING),
  ROTATED("rot", Source.INSTALL, false, End.SERVING, Site::askForRotation, End.ROTATED),
  CHOSEN_PASSWORD("pass", Source.INSTALL, false, End.SERVING, Site::choosePassword, End.ROTATED),
  OPEN_LOGIN("open", Source.INSTALL, false, End.SERVING, Site::openOtherLogin, End.SERVING),
  OTHER_LIMIT("lim", Source.INSTALL, false, End.SERVING, Site::changeLimit, End.SERVING),
  LOST_ROUTE("norout", Source.INSTALL, false, End.SERVING, Site::deleteRoute, End.SERVING),
  MOVED_ROUTE("mov", Source.INSTALL, false, End.SERVING, Site::moveRoute, End.SERVING),
  LOST_DATABASE("nodb", Source.INSTALL, false, End.SERVING, Site::dropDatabase, End.LOST),
  REPLACED("repl", Source.INSTALL, false, End.SERVING, Site::replace, End.SERVING),
  REPLACED_WHILE_DELETING(
      "repdel", Source.INSTALL, false, End.SERVING, Site::replaceWhileDeleting, End.SERVING),
  UPGRADE("up", Source.INSTALL, false, End.SERVING, Site::upgrade, End.UPGRADED),
  UPGRADE_FAILS("back", Source.INSTALL, false, End.SERVING, Site::upgrade, End.PUT_BACK),
  QUIESCE_FAILS("early", Source.INSTALL, false, End.SERVING, Site::upgrade, End.LEFT_AS_IT_WAS),
  BUSY("busy", Source.INSTALL, false, End.SERVING, Site::upgrade, End.TRIED_AGAIN);

  /** Those with Jobs that somebody has to play. */
  static final Set<Scenario> UPGRADES = EnumSet.of(UPGRADE, UPGRADE_FAILS, QUIESCE_FAILS, BUSY);

  /** What happens while no operator runs. */
  @FunctionalInterface
  interface Happening {
    void to(Site site, Tenant tenant) throws Exception;
  }

  private final String prefix;
  private final Source source;
  private final boolean subPath;
  private final End before;

  /** A method reference, which holds nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Happening happening;

  private final End end;

  Scenario(
      String prefix, Source source, boolean subPath, End before, Happening happening, End end) {
    this.prefix = prefix;
    this.source = source;
    this.subPath = subPath;
    this.before = before;
    this.happening = happening;
    this.end = end;
  }

  Tenant tenant(int number) {
    return new Tenant(
        "%s-%03d".formatted(prefix, number),
        source,
        subPath,
        end == End.GONE && source == Source.INSTALL
            ? DeletionPolicy.Delete
            : DeletionPolicy.Retain);
  }

  /** Whether a tenant of that name is in it. */
  boolean isOf(String tenant) {
    return tenant.startsWith(prefix + "-");
  }

  boolean subPath() {
    return subPath;
  }

  /** How the tenant is when it happens. */
  End before() {
    return before;
  }

  Happening happening() {
    return happening;
  }

  End end() {
    return end;
  }
}
