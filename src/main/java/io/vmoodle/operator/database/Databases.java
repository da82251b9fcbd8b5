package io.vmoodle.operator.database;

/**
 * The databases of tenants on one server; {@link DatabaseServer} says what each method promises.
 */
interface Databases {
  boolean exists(String name);

  void create(TenantDatabase database);

  void grant(TenantDatabase database);

  void copy(String source, TenantDatabase target, SourceSessions sessions);

  void drop(String name);
}
