package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyTenantsIT {
  private static final int THREADS = 8;
  private static final int EACH = 3;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void comeAndGoAtTheSameTime(Engine engine) throws Exception {
    var real = RealServer.of(engine);
    try (var server = real.connect();
        var threads = Executors.newFixedThreadPool(THREADS)) {
      var work = new ArrayList<Callable<TenantNames>>();
      for (int i = 0; i < THREADS * EACH; i++) {
        work.add(() -> RealServer.provision(server));
      }
      var tenants = new ArrayList<TenantNames>();
      for (var made : threads.invokeAll(work)) {
        tenants.add(made.get());
      }

      var inventory = server.inventory();
      for (var tenant : tenants) {
        assertThat(inventory.databases()).containsKey(tenant.database(1));
        assertThat(server.canLogin(tenant.database(1), RealServer.credentials(tenant))).isTrue();
      }

      var removal = new ArrayList<Callable<Boolean>>();
      for (var tenant : tenants) {
        removal.add(
            () -> {
              server.dropDatabase(tenant.database(1));
              server.dropLogin(tenant.loginA());
              return true;
            });
      }
      for (var gone : threads.invokeAll(removal)) {
        assertThat(gone.get()).isTrue();
      }
      assertThat(server.inventory().tenantIds())
          .doesNotContainAnyElementsOf(tenants.stream().map(TenantNames::id).toList());
    }
  }

  /** Two processes that both believe to lead, for a moment, or a call that is repeated too soon. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void oneTenantIsMadeOnceHoweverManyMakeIt(Engine engine) throws Exception {
    var real = RealServer.of(engine);
    try (var one = real.connect();
        var other = real.connect();
        var threads = Executors.newFixedThreadPool(THREADS)) {
      one.facts();
      for (int round = 0; round < EACH; round++) {
        var tenant = RealServer.newTenant();
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < THREADS; i++) {
          var server = i % 2 == 0 ? one : other;
          work.add(
              () -> {
                RealServer.provision(server, tenant);
                return server.canLogin(tenant.database(1), RealServer.credentials(tenant));
              });
        }
        for (var made : threads.invokeAll(work)) {
          assertThat(made.get()).isTrue();
        }
      }
    }
  }
}
