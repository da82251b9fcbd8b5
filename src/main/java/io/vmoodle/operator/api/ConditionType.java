package io.vmoodle.operator.api;

/**
 * The conditions of the resources; {@link #name()} is the {@code type} that users read. A condition
 * that is not there was not looked at yet.
 */
public enum ConditionType {
  /**
   * The resource is as wished: a tenant serves on a release that fits its database, a platform can
   * take tenants. True too while a tenant is a release behind; that is {@link #UpToDate}.
   */
  Ready,
  /** The operator is still working on it. Present only while True, as kstatus expects. */
  Reconciling,
  /** The operator cannot go on until somebody acts. Present only while True, as kstatus expects. */
  Stalled,
  /** Tenant: the platform allows it, and nobody else holds its address, database or folder. */
  Accepted,
  /** Tenant: its database and login exist, and the login can connect. */
  DatabaseReady,
  /** Tenant: its row in the registry is as wished, so Moodle's boot finds it. */
  Registered,
  /** Tenant: its database holds an installed Moodle. */
  Installed,
  /** Tenant: its route is stored and the Service behind it exists. */
  Routed,
  /** Tenant: it is on the release that it should be on. */
  UpToDate,
  /** Platform: the registry's table was found, can be written and belongs to this platform. */
  RegistryReady,
  /** Platform: every database server answers, is the one it was, and grants what is needed. */
  DatabaseServersReady,
  /** Platform: the Service of every release exists, and its code can be used as far as known. */
  ReleasesReady,
  /** Platform: every tenant without a pin is on the default release. */
  RolloutComplete
}
