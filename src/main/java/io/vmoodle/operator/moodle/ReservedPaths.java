package io.vmoodle.operator.moodle;

import java.util.Locale;
import java.util.Set;

/**
 * First path elements that are folders of Moodle's own code, and so cannot be a tenant's sub-path:
 * the tenant would take that folder from the main Moodle, and the plugin's boot wants a symbolic
 * link of that name. Moodle 4.1 to 4.5; {@code public} and {@code vendor} are there in newer ones.
 */
public final class ReservedPaths {
  private static final Set<String> FOLDERS =
      Set.of(
          "admin",
          "ai",
          "analytics",
          "auth",
          "availability",
          "backup",
          "badges",
          "blocks",
          "blog",
          "cache",
          "calendar",
          "cohort",
          "comment",
          "communication",
          "competency",
          "completion",
          "contentbank",
          "course",
          "customfield",
          "dataformat",
          "enrol",
          "error",
          "favourites",
          "files",
          "filter",
          "grade",
          "group",
          "h5p",
          "install",
          "iplookup",
          "lang",
          "lib",
          "local",
          "login",
          "media",
          "message",
          "mnet",
          "mod",
          "moodlenet",
          "my",
          "notes",
          "payment",
          "pix",
          "plagiarism",
          "portfolio",
          "privacy",
          "public",
          "question",
          "rating",
          "report",
          "reportbuilder",
          "repository",
          "rss",
          "search",
          "sms",
          "tag",
          "theme",
          "user",
          "userpix",
          "vendor",
          "webservice");

  private ReservedPaths() {}

  /**
   * Whether a first path element is Moodle's.
   *
   * @param name without slashes, in any case: some file systems do not tell cases apart
   */
  public static boolean isReserved(String name) {
    return FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }
}
