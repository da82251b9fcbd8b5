package io.vmoodle.operator.platform.fleet;

import io.vmoodle.operator.database.Inventory;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.kube.Finding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tenants' databases and logins on one server, as they were last seen. */
public final class ServerContents {
  private final Snapshot<String, FoundDatabase> databases = new Snapshot<>();
  private final Snapshot<String, FoundLogin> logins = new Snapshot<>();
  private volatile Set<String> tenantIds = Set.of();

  private volatile @Nullable Finding trouble;

  /** When a reading began, of each part. */
  record Begun(long databases, long logins) {}

  /** Nothing was read yet. */
  public ServerContents() {}

  /** The database of that name. */
  public Optional<FoundDatabase> database(String name) {
    return databases.get(name);
  }

  /** Whether there is a database of that name, whoever made it. */
  public boolean hasDatabase(String name) {
    return databases.get(name).isPresent();
  }

  /** The login of that name. */
  public Optional<FoundLogin> login(String name) {
    return logins.get(name);
  }

  /** The database was made or seen just now, complete. */
  public void saw(@Nullable TenantNames tenant, String database) {
    databases.put(database, new FoundDatabase(tenant == null ? null : tenant.id(), true));
  }

  /** The login was made, unlocked, locked or limited just now. */
  public void setLogin(TenantNames tenant, String login, boolean locked, int maxConnections) {
    logins.put(login, new FoundLogin(tenant.id(), locked, maxConnections));
  }

  /** Everything of that name was seen to be gone. */
  public void gone(String name) {
    databases.remove(name);
    logins.remove(name);
  }

  /**
   * The server failed somebody just now and then did not answer at all. Until it is looked at the
   * next time, nobody else should wait for it.
   */
  public void failed(Finding why) {
    trouble = why;
  }

  /** Why nobody should wait for the server now, null where nothing is known against it. */
  public @Nullable Finding trouble() {
    return trouble;
  }

  boolean taken(String tenantId) {
    return tenantIds.contains(tenantId);
  }

  Begun begin() {
    return new Begun(databases.begin(), logins.begin());
  }

  /** Takes in a reading and tells the names of what is another than before. */
  Set<String> replace(Inventory inventory, Begun begun) {
    tenantIds = inventory.tenantIds();
    trouble = null;
    var changed = new HashSet<>(databases.replace(inventory.databases(), begun.databases()));
    changed.addAll(logins.replace(inventory.logins(), begun.logins()));
    return changed;
  }
}
