package io.vmoodle.operator.database;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of a tenant's things on a database server. They follow from the tenant id alone, so
 * what is found on a server can be told to belong to a tenant or to nobody.
 *
 * @param id the tenant id: 10 characters of {@code [a-z0-9]}
 */
public record TenantNames(String id) {
  /** What all names begin with; nobody else should use it on a server. */
  public static final String PREFIX = "vm_";

  /** {@link #PREFIX} for LIKE, with the escape character {@code !} because both engines take it. */
  static final String LIKE_PREFIX = "vm!_%";

  private static final Pattern ID = Pattern.compile("[a-z0-9]{10}");
  private static final Pattern DATABASE = Pattern.compile("vm_([a-z0-9]{10})_[1-9][0-9]{0,8}");
  private static final Pattern LOGIN = Pattern.compile("vm_([a-z0-9]{10})_[ab]");
  private static final Pattern OWNER = Pattern.compile("vm_([a-z0-9]{10})");
  private static final Pattern ANY = Pattern.compile("(?s)vm_([a-z0-9]{10})(?:_.*)?");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException when it is not 10 characters of {@code [a-z0-9]}
   */
  public TenantNames {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a tenant id: " + id);
    }
  }

  /** Whose database that is by its name; empty when it is no tenant's. */
  public static Optional<TenantNames> ofDatabase(String database) {
    return match(DATABASE, database);
  }

  /** Whose login that is by its name; empty when it is no tenant's. */
  public static Optional<TenantNames> ofLogin(String login) {
    return match(LOGIN, login);
  }

  /** Whose owner role that is by its name; empty when it is no tenant's. */
  static Optional<TenantNames> ofOwner(String role) {
    return match(OWNER, role);
  }

  /**
   * The id of the tenant that a thing of that name could belong to, whatever comes after the id.
   */
  static Optional<String> idIn(String name) {
    var id = ANY.matcher(name);
    return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
  }

  /** The role that owns the databases on PostgreSQL and cannot log in: {@code vm_<id>}. */
  public String owner() {
    return PREFIX + id;
  }

  /** The first of the two logins that are used in turn. */
  public String loginA() {
    return owner() + "_a";
  }

  /** The second of the two logins that are used in turn. */
  public String loginB() {
    return owner() + "_b";
  }

  /**
   * Of the two logins the one that is not this one.
   *
   * @throws IllegalArgumentException when it is none of the two
   */
  public String otherLogin(String login) {
    if (login.equals(loginA())) {
      return loginB();
    }
    if (login.equals(loginB())) {
      return loginA();
    }
    throw new IllegalArgumentException("not a login of tenant " + id + ": " + login);
  }

  /**
   * The database of a generation.
   *
   * @param generation 1 for the first one; a restore or a move takes the next
   */
  public String database(int generation) {
    if (generation < 1 || generation > 999_999_999) {
      throw new IllegalArgumentException("not a generation: " + generation);
    }
    return owner() + "_" + generation;
  }

  /** What marks a thing on a server as this tenant's: a comment, where the engine has comments. */
  String marker() {
    return "vmoodle-operator tenant " + id;
  }

  /** The tenant of a {@link #marker()}; empty when it is none. */
  static Optional<TenantNames> ofMarker(String comment) {
    var words = "vmoodle-operator tenant ";
    if (!comment.startsWith(words)) {
      return Optional.empty();
    }
    var id = comment.substring(words.length());
    return ID.matcher(id).matches() ? Optional.of(new TenantNames(id)) : Optional.empty();
  }

  private static Optional<TenantNames> match(Pattern pattern, String name) {
    var matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(new TenantNames(matcher.group(1))) : Optional.empty();
  }
}
