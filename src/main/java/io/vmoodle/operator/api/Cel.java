package io.vmoodle.operator.api;

/**
 * Conditions on strings that several fields share, as CEL for the API server. All of them list what
 * is allowed, so that quotes, backslashes, semicolons, control and non-ASCII characters never reach
 * SQL, PHP or a shell.
 */
public final class Cel {
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String LAST_DNS_LABEL = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";

  /** The value never changes. */
  public static final String IMMUTABLE = "self == oldSelf";

  /** A name without dots, as Kubernetes has for namespaces. */
  public static final String LABEL = "self.matches('^" + DNS_LABEL + "$')";

  /** What {@link #LABEL} allows, for messages. */
  public static final String LABEL_IN_WORDS =
      "lower-case letters, digits and '-', beginning and ending with a letter or digit";

  /** The name of a Service. */
  public static final String SERVICE_NAME = "self.matches('^" + LAST_DNS_LABEL + "$')";

  /** A name that may have dots, as Kubernetes has for Secrets. */
  public static final String OBJECT_NAME =
      "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')";

  /** What {@link #OBJECT_NAME} allows, for messages. */
  public static final String OBJECT_NAME_IN_WORDS =
      "lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit";

  /** The name of a release. */
  public static final String RELEASE_NAME = "self.matches('^[a-z0-9]+([.-][a-z0-9]+)*$')";

  /** What {@link #RELEASE_NAME} allows, for messages. */
  public static final String RELEASE_NAME_IN_WORDS =
      "lower-case letters and digits, with single '.' or '-' between them, such as 4.5 or 4.5-p1";

  /** An image, with or without tag and digest. */
  public static final String IMAGE =
      "self.matches('^[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]+/[A-Za-z0-9._-]+)?(/[A-Za-z0-9._-]+)*"
          + "(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[a-f0-9]{64})?$')";

  /** A full lower-case DNS name; its last label begins with a letter, so no IP address is one. */
  public static final String FULL_HOST =
      "self.matches('^(" + DNS_LABEL + "[.])+" + LAST_DNS_LABEL + "$')";

  /** A lower-case DNS name of any number of labels, or an IPv4 address. */
  public static final String SERVER_HOST =
      "self.matches('^" + DNS_LABEL + "([.]" + DNS_LABEL + ")*$')";

  /** {@link #SERVER_HOST}, a colon and a port. */
  public static final String HOST_AND_PORT =
      "self.matches('^" + DNS_LABEL + "([.]" + DNS_LABEL + ")*:[1-9][0-9]{0,4}$')";

  /** A dot and a lower-case DNS name. */
  public static final String HOST_SUFFIX =
      "self.matches('^([.]" + DNS_LABEL + ")*[.]" + LAST_DNS_LABEL + "$')";

  /** The address of a main Moodle. */
  public static final String ROOT_URL =
      "self.matches('^https?://(" + DNS_LABEL + "[.])*" + LAST_DNS_LABEL + "(:[1-9][0-9]{0,4})?$')";

  /** A database that exists already. */
  public static final String DATABASE_NAME = "self.matches('^[A-Za-z0-9_][A-Za-z0-9_-]*$')";

  /** What {@link #DATABASE_NAME} allows, for messages. */
  public static final String DATABASE_NAME_IN_WORDS =
      "ASCII letters, digits, '_' and '-', not beginning with '-'";

  /** An id that the operator or Kubernetes made. */
  public static final String UUID = "self.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')";

  /** What {@link #UUID} allows, for messages. */
  public static final String UUID_IN_WORDS =
      "a UUID in lower case, such as 123e4567-e89b-12d3-a456-426614174000";

  /** The mark of a set of changes, as a message shows it. */
  public static final String CHANGES_MARK = "self.matches('^[0-9a-f]{16}$')";

  /** Neither the servers' own databases nor the operator's. */
  public static final String NOT_A_SYSTEM_DATABASE =
      "!(self.lowerAscii() in ['mysql', 'information_schema', 'performance_schema', 'sys',"
          + " 'postgres', 'template0', 'template1', 'vmoodle_operator'])";

  /** Moodle's table prefix. */
  public static final String TABLE_PREFIX = "self.matches('^[a-z][a-z0-9_]*$')";

  /** What {@link #TABLE_PREFIX} allows, for messages. */
  public static final String TABLE_PREFIX_IN_WORDS =
      "lower-case letters, digits and '_', beginning with a letter, such as mdl_";

  /** An absolute path without empty, {@code .} or {@code ..} elements or trailing slash. */
  public static final String ABSOLUTE_PATH =
      "self.matches('^(/[.]?[A-Za-z0-9_-][A-Za-z0-9._-]*)+$')";

  /** What {@link #ABSOLUTE_PATH} allows, for messages. */
  public static final String ABSOLUTE_PATH_IN_WORDS =
      "an absolute path of ASCII letters, digits, '.', '_' and '-' without '..', '//' or a slash at"
          + " the end";

  /** A length of time. */
  public static final String DURATION =
      "self.matches('^([1-9][0-9]{0,2}h)?([1-9][0-9]{0,3}m)?([1-9][0-9]{0,4}s)?$')";

  /** What {@link #DURATION} allows, for messages. */
  public static final String DURATION_IN_WORDS =
      "a length of time in hours, minutes and seconds, such as 90s, 30m or 1h30m";

  private static final String STEP = "(/[1-9][0-9]?)?";

  private static final String MINUTE = "[0-5]?[0-9]";

  private static final String HOUR = "([01]?[0-9]|2[0-3])";

  private static final String DAY = "([1-9]|0[1-9]|[12][0-9]|3[01])";

  private static final String MONTH = "([1-9]|0[1-9]|1[0-2])";

  private static final String WEEKDAY = "[0-7]";

  private static final String ANY_OR = "([*]" + STEP + "|";

  /** Minute, hour, day of the month, month and day of the week, in numbers, as in a crontab. */
  public static final String CRON =
      "self.matches('^"
          + (ANY_OR + MINUTE + "(-" + MINUTE + STEP + ")?)")
          + "(,"
          + (ANY_OR + MINUTE + "(-" + MINUTE + STEP + ")?)")
          + ")*"
          + " "
          + (ANY_OR + HOUR + "(-" + HOUR + STEP + ")?)")
          + "(,"
          + (ANY_OR + HOUR + "(-" + HOUR + STEP + ")?)")
          + ")*"
          + " "
          + (ANY_OR + DAY + "(-" + DAY + STEP + ")?)")
          + "(,"
          + (ANY_OR + DAY + "(-" + DAY + STEP + ")?)")
          + ")*"
          + " "
          + (ANY_OR + MONTH + "(-" + MONTH + STEP + ")?)")
          + "(,"
          + (ANY_OR + MONTH + "(-" + MONTH + STEP + ")?)")
          + ")*"
          + " "
          + (ANY_OR + WEEKDAY + "(-" + WEEKDAY + STEP + ")?)")
          + "(,"
          + (ANY_OR + WEEKDAY + "(-" + WEEKDAY + STEP + ")?)")
          + ")*"
          + "$')";

  /** What {@link #CRON} allows, for messages. */
  public static final String CRON_IN_WORDS =
      "five fields in numbers as in a crontab, such as 0 22 * * 1-5: minute, hour, day of the"
          + " month, month, day of the week; with '*', lists, ranges and steps";

  /** The key of a label or annotation. */
  public static final String QUALIFIED_NAME =
      "matches('^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?/)?"
          + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$')";

  /** Two references {@code a} and {@code b} name the same Gateway. */
  public static final String SAME_GATEWAY =
      "a.name == b.name && (has(a.__namespace__) ? a.__namespace__ : '')"
          + " == (has(b.__namespace__) ? b.__namespace__ : '')";

  private Cel() {}
}
