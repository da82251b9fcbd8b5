package io.vmoodle.operator.crash.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a point of every moment right after something became durable on a database server: a
 * statement that commits by itself, or the commit of a transaction that wrote.
 */
final class SqlWrites {
  private static final Set<String> WRITING =
      Set.of("CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "INSERT", "UPDATE", "DELETE");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Points points;

  private SqlWrites(Points points) {
    this.points = points;
  }

  /** Watches all connections that are opened from now on. */
  static void watch(Points points) throws SQLException {
    var watch = new SqlWrites(points);
    for (var driver : Collections.list(DriverManager.getDrivers())) {
      DriverManager.deregisterDriver(driver);
      DriverManager.registerDriver(
          (Driver)
              proxy(
                  Driver.class,
                  (proxy, method, arguments) -> {
                    var result = invoke(driver, method, arguments);
                    return result instanceof Connection connection
                        ? proxy(Connection.class, watch.new Watched(connection))
                        : result;
                  }));
    }
  }

  /** One connection. */
  private final class Watched implements InvocationHandler {
    private final Connection connection;
    private String written = "";

    Watched(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var result = SqlWrites.invoke(connection, method, arguments);
      switch (method.getName()) {
        case "commit" -> committed();
        case "rollback" -> written = "";
        default -> {}
      }
      return switch (result) {
        case PreparedStatement statement ->
            proxy(PreparedStatement.class, watching(statement, first(arguments)));
        case Statement statement -> proxy(Statement.class, watching(statement, ""));
        case null, default -> result;
      };
    }

    private InvocationHandler watching(Statement statement, String prepared) {
      return (proxy, method, arguments) -> {
        var result = SqlWrites.invoke(statement, method, arguments);
        if (method.getName().startsWith("execute")) {
          executed(arguments == null ? prepared : first(arguments));
        }
        return result;
      };
    }

    private void executed(String sql) throws SQLException {
      var words = SPACE.split(sql.strip(), 3);
      if (!WRITING.contains(words[0].toUpperCase(Locale.ROOT))) {
        return;
      }
      // No more of it: the rest may hold a password. Names differ from tenant to tenant.
      var isName = words[1].contains("vm_");
      written = !written.isEmpty() ? written : isName ? words[0] : words[0] + " " + words[1];
      if (connection.getAutoCommit()) {
        committed();
      }
    }

    private void committed() {
      if (!written.isEmpty()) {
        var what = written;
        written = "";
        points.reached(Points.resourceAtWork(), "after commit of " + what);
      }
    }
  }

  private static String first(Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? sql
        : "";
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(SqlWrites.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
