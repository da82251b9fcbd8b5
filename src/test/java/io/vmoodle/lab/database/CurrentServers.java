package io.vmoodle.lab.database;

import io.vmoodle.operator.api.Engine;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the class whose tests run in a thread, and in those that it started: the JVM's, or
 * its own; see {@link OwnServers}.
 */
final class CurrentServers {
  private static final ThreadLocal<@Nullable CurrentServers> OWN = new InheritableThreadLocal<>();

  private final Map<Engine, DatabaseLab> started = new EnumMap<>(Engine.class);

  private CurrentServers() {}

  static DatabaseLab of(Engine engine) {
    var own = OWN.get();
    return own == null ? shared(engine) : own.started(engine);
  }

  private static DatabaseLab shared(Engine engine) {
    return switch (engine) {
      case MariaDB -> MariaDbLab.shared();
      case PostgreSQL -> PostgreSqlLab.shared();
    };
  }

  private synchronized DatabaseLab started(Engine engine) {
    return started.computeIfAbsent(
        engine,
        key ->
            switch (key) {
              case MariaDB -> MariaDbLab.another();
              case PostgreSQL -> PostgreSqlLab.another();
            });
  }

  /** From now on, this thread and those that it starts have servers of their own. */
  static void begin() {
    OWN.set(new CurrentServers());
  }

  /** Ends them; this thread has those of the JVM again. */
  static void end() {
    var own = OWN.get();
    OWN.remove();
    if (own != null) {
      own.endStarted();
    }
  }

  private synchronized void endStarted() {
    started.values().forEach(DatabaseLab::end);
  }
}
