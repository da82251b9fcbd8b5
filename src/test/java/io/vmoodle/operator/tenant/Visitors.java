package io.vmoodle.operator.tenant;

import io.vmoodle.lab.database.DatabaseLab;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who asks a Moodle for pages all the time. Each request does what Moodle's boot does: it
 * reads the registry row, logs in with what is there and queries.
 */
public final class Visitors implements AutoCloseable {
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger served = new AtomicInteger();
  private final DatabaseLab lab;
  private final String registry;
  private final String url;
  private final Thread thread;
  private volatile boolean coming = true;

  private Visitors(DatabaseLab lab, String registry, String url) {
    this.lab = lab;
    this.registry = registry;
    this.url = url;
    this.thread = Thread.ofPlatform().name("visitors").unstarted(this::come);
  }

  static Visitors of(DatabaseLab lab, String registry, String url) {
    var visitors = new Visitors(lab, registry, url);
    visitors.thread.start();
    return visitors;
  }

  /** How many requests were served. */
  int served() {
    return served.get();
  }

  /** Why others were not. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void come() {
    try (var boot = lab.superuser(registry)) {
      while (coming) {
        request(boot);
      }
    } catch (SQLException e) {
      failures.add("the registry: " + e.getMessage());
    }
  }

  private void request(Connection boot) throws SQLException {
    try (var statement = boot.createStatement();
        var row =
            statement.executeQuery(
                "SELECT vdbname, vdblogin, vdbpass FROM mdl_local_vmoodle WHERE vhostname = '%s'"
                    .formatted(url))) {
      if (row.next()) {
        page(row.getString(1), row.getString(2), row.getString(3));
      } else {
        failures.add("no row");
      }
    }
  }

  private void page(String database, String login, String password) {
    try (var connection = lab.connect(database, login, password);
        var statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      served.incrementAndGet();
    } catch (SQLException e) {
      failures.add(login + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    coming = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
