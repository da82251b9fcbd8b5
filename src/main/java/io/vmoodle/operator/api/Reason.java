package io.vmoodle.operator.api;

/**
 * Why a condition has its status, and what an Event is about; {@link #name()} is the {@code reason}
 * that users read. Reasons are stable: they are never renamed, only added.
 */
public enum Reason {
  // Things are as wished.

  /** Everything that was asked for is there. */
  Ready,
  /** The platform allows the tenant, and its names are claimed. */
  Accepted,
  /** The database and its login are there and can be used. */
  DatabaseReady,
  /** The row in the registry is as wished. */
  Registered,
  /** The database holds an installed Moodle. */
  Installed,
  /** The database existed before the tenant, with the Moodle in it. */
  Adopted,
  /** The route is stored and its Service exists. */
  Routed,
  /** The tenant is on the release that it should be on. */
  UpToDate,
  /** The tenant is under maintenance, as {@code spec.state} says. */
  Maintenance,
  /** The tenant is not served, as {@code spec.state} says. */
  Suspended,

  // Work is going on, or waits for nobody in particular.

  /** The next step is being done. */
  Progressing,
  /** An earlier step is not done yet. */
  WaitingForEarlierStep,
  /** A Job has to do the next step, and did not yet. */
  WaitingForJob,
  /** The image of a Job's pod could not be pulled. */
  JobImageUnavailable,
  /** No node takes a Job's pod. */
  JobUnschedulable,
  /** A Job's pod did not start in time. */
  JobNotStarted,
  /** A Job's pod used more memory than it may. */
  JobOutOfMemory,
  /** The node of a Job's pod went, or the pod was taken away from it. */
  JobNodeLost,
  /** A Job ran longer than it may. */
  JobDeadlineExceeded,
  /** A Job's script was not switched to its tenant, and did nothing. */
  JobNotSwitched,
  /** A Job did nothing because another process works on the tenant. */
  JobBusy,
  /** A Job's script failed. */
  JobFailed,
  /** A Job of the name that the operator needs exists and is somebody else's. */
  JobConflict,
  /** A Job that was there is gone, and nobody knows what it did. */
  JobLost,
  /** A Job ended, and what it was to do is not done. */
  InstallIncomplete,
  /** The resource is being deleted. */
  Deleting,
  /** {@code spec.paused} is true: nothing is changed, and deletion waits. */
  Paused,
  /** A step was done, and everything is as before: somebody undoes it. */
  NoProgress,
  /** The operator failed in a way that nobody foresaw; it tries again. */
  InternalError,
  /** The resource holds a value that only a newer operator knows. */
  UnsupportedValue,
  /** The resource was stored before a rule existed, or by a newer version, and cannot be read. */
  SpecInvalid,

  // The tenant asks for what it may not have.

  /** There is no such platform. */
  PlatformNotFound,
  /** The platform is not ready, so nothing new is begun for its tenants. */
  PlatformNotReady,
  /** The platform is being deleted and takes no new tenants. */
  PlatformDeleting,
  /** The platform takes no tenants from this namespace. */
  NamespaceNotAllowed,
  /** The platform does not grant this host to this namespace. */
  HostNotGranted,
  /** The host or path is kept for the main Moodle. */
  AddressReserved,
  /** Another tenant has this address. */
  AddressConflict,
  /** The platform takes no tenants on sub-paths. */
  SubPathsNotAllowed,
  /** The address makes a URL that is longer than the registry can hold. */
  AddressTooLong,
  /** The platform does not let this tenant take over an existing Moodle. */
  AdoptionForbidden,
  /** The platform does not allow this deletion policy. */
  DeletionPolicyNotAllowed,
  /** The platform has no database server of this name. */
  UnknownDatabaseServer,
  /** No database server of the platform takes another tenant. */
  NoDatabaseServerAvailable,
  /** The tenant lives on another database server than its placement says. */
  PlacementDiffers,
  /** The platform has no release of this name. */
  UnknownRelease,
  /** The same namespace and name left data behind under another address. */
  RetainedDataExists,
  /** The database belongs to the registry, the ledger or the server itself. */
  DatabaseReserved,
  /** Another tenant has this database. */
  DatabaseClaimed,
  /** Another tenant has this data folder. */
  DataDirClaimed,

  // Secrets.

  /** There is no Secret of this name. */
  SecretNotFound,
  /** The Secret does not say that tenants may use it, by the label vmoodle.io/tenant-secret. */
  SecretNotLabelled,
  /** The Secret lacks a key. */
  SecretKeyMissing,
  /** A Secret of the name that the operator needs exists and is somebody else's. */
  SecretConflict,
  /** The database server refuses the user name or the password. */
  CredentialsRejected,
  /** There is no TLS connection to the database server as the platform wants it. */
  TlsFailed,

  /** A login did not let its Moodle in, and was given its password and rights again. */
  CredentialsMended,
  /** A tenant's Moodle logs in with another login and a new password. */
  CredentialsRotated,
  // Databases.

  /** The database server does not answer. */
  DatabaseUnavailable,
  /** A database that was installed or adopted is gone; it is never made again. */
  DatabaseLost,
  /** The existing database holds no installed Moodle under the given prefix. */
  MoodleNotFound,
  /** The existing Moodle's database is not there. */
  DatabaseNotFound,
  /** A database of the name that the operator needs exists and is not its own. */
  DatabaseConflict,
  /** A login of the name that the operator needs exists and is not its own. */
  LoginConflict,
  /** The operator's account lacks rights on the database server. */
  RightsMissing,
  /** The database server is older than the oldest one that is supported. */
  ServerTooOld,
  /**
   * The database server is not the one that it was: it was replaced, or the host points elsewhere.
   */
  IdentityChanged,
  /** A person acknowledged that another database server took the place of the known one. */
  IdentityAccepted,
  /** Two entries of the platform lead to one and the same database server. */
  DuplicateDatabaseServer,
  /** Some database servers are not ready. */
  DatabaseServersNotReady,

  // The registry.

  /** The registry's database server or database does not answer. */
  RegistryUnavailable,
  /** The registry's database has no table of the vmoodle plugin under this prefix. */
  RegistryTableMissing,
  /** A row that is not this tenant's has its URL. */
  RegistryRowConflict,
  /** A value does not fit the registry's column. */
  RegistryValueTooLong,
  /** Another platform of this cluster holds the registry. */
  RegistryClaimed,
  /** Another cluster's operator holds the registry. */
  OwnedByAnotherCluster,
  /** The operator's record next to the registry cannot be used. */
  LedgerUnavailable,
  /** The operator's record does not know a tenant whose status shows that it did. */
  LedgerRecordLost,
  /** Somebody else changed the registry's row. */
  DriftDetected,
  /** A row that somebody else changed was written again. */
  DriftCorrected,
  /** So many rows changed at once that none is mended without consent. */
  MassDrift,
  /** A person consented to the mending of rows that changed at once. */
  DriftAccepted,
  /** Besides the tenant's own row, others in the registry have its URL. */
  DuplicateRows,

  // Routes and releases.

  /** There is no such Service, or it lacks the port. */
  ServiceNotFound,
  /** An object of the name that the route needs exists and is somebody else's. */
  RouteConflict,
  /** The API server does not take the route. */
  RouteRefused,
  /** The cluster has no HTTPRoutes, or the operator may not see them. */
  GatewayApiMissing,
  /** A Gateway does not take the route. */
  RouteNotAccepted,
  /** No controller said whether its Gateway takes the route. */
  RouteNotAcknowledged,
  /** The operator asked for the tenant's login page, or is about to, and has no answer yet. */
  ProbePending,
  /** The tenant's login page cannot be reached through the release's Service. */
  ProbeFailed,
  /** What answers for the tenant's login page is not the tenant's Moodle. */
  NotServed,
  /** The tenant's Moodle says that it is under maintenance, which nobody asked the operator for. */
  InMaintenance,
  /** What platform or operator changed of the route comes in its turn. */
  RouteChangeQueued,
  /** The Services of some releases do not exist. */
  ReleasesNotReady,
  /** Nobody asked the release's code yet which Moodle it is. */
  ReleaseNotProbed,
  /** The image of a release has no code of Moodle where the platform says. */
  ReleaseCodeNotFound,
  /** The code base of a release is set up in a way that its scripts or pages do not work. */
  ReleaseSetUpWrong,
  /** Nothing keeps the code of a release from databases of another one. */
  ReleaseUnguarded,
  /** The web pods of a release run another image than its code was read from. */
  ReleaseChanged,
  /** The Job that reads a release's code ended, and its answer cannot be believed. */
  ReleaseProbeFailed,
  /** The tenant should change its release, and the operator cannot do that for it. */
  UpgradeUnavailable,
  /** The tenant is being brought to another release. */
  Upgrading,
  /** An upgrade began. */
  UpgradeBegun,
  /** The tenant came to another release. */
  Upgraded,
  /** The upgrading Job ended, and the database is not on the new release. */
  UpgradeIncomplete,
  /** An upgrade failed, and the tenant is put back. */
  RollingBack,
  /** The tenant serves as before an upgrade that failed. */
  RolledBack,
  /** An upgrade can neither be finished nor put back for now: the tenant stays in maintenance. */
  UpgradeHeld,
  /** A copy of a database is not what its source is. */
  CopyIncomplete,
  /** The platform names no image with the tools to copy databases. */
  ToolsImageMissing,
  /** The tenant may be upgraded, and waits for its turn. */
  UpgradeQueued,
  /** The tenant's upgrade failed in this attempt of the rollout. */
  UpgradeFailed,
  /** No upgrade to the release begins, because as many failed as the rollout allows. */
  RolloutHalted,
  /** The tenant is on newer code than the release that it should be on. */
  AheadOfTarget,
  /** The release that the tenant should be on lacks plugins that the tenant has. */
  PluginsMissing,
  /** Tenants are on a release that the platform does not list any more. */
  ReleaseInUse,

  // Rollouts.

  /** Every tenant without a pin is on the default release. */
  RolloutComplete,
  /** Tenants come to the default release. */
  RolloutRunning,
  /** No upgrade begins, because the rollout is paused. */
  RolloutPaused,
  /** What can come to the default release is there, and some tenants are not. */
  RolloutIncomplete,
  /** No upgrade begins now, because none of the rollout's windows is open. */
  OutsideWindow,
  /** A window of the rollout has an unknown time zone, or a schedule that cannot be understood. */
  WindowInvalid,
  /** Other tenants come to the release first. */
  CanariesFirst,
  /** The canaries are looked at for a while before the others follow. */
  CanariesSoak,
  /** Fewer canaries came to the release than the rollout asks for. */
  CanariesMissing,
  /** The plugin's own cron works on tenants, with the main Moodle's code whatever theirs is. */
  PluginCronRunning,

  /** A ConfigMap of the name that the operator needs exists and is somebody else's. */
  ConfigMapConflict,
  /** The API server does not take a ConfigMap that web pods and Jobs need. */
  ConfigMapRefused,

  // Deletion.

  /** As many deletions began within the hour as the platform allows; this one waits. */
  DeletionBudgetSpent,
  /** The platform still has tenants, so it stays. */
  TenantsExist,
  /** The data was kept, and the tenant can come back. */
  DataRetained,
  /** The data was removed. */
  DataDeleted,
  /** A tenant that was deleted came back to its data. */
  Undeleted
}
