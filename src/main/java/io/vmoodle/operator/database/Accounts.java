package io.vmoodle.operator.database;

/** The logins of tenants on one server; {@link DatabaseServer} says what each method promises. */
interface Accounts {
  void create(TenantAccount account);

  void setPassword(String login, String password);

  void limit(String login, int maxConnections);

  void lock(String login);

  void unlock(String login);

  int sessions(String login);

  int endSessions(String login);

  void drop(String login);
}
