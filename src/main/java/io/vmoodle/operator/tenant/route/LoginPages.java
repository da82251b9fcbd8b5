package io.vmoodle.operator.tenant.route;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.tenant.WishedState;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.route.PlatformRoutes;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.routing.LoginAnswer;
import io.vmoodle.operator.routing.LoginRequest;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.facts.LoginPage;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.Wish;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this process asked of login pages. A tenant is asked once as it comes to be served, a
 * bounded number at a time of each Service, and again at growing pauses as long as it does not
 * answer as it should. No thread waits for an answer.
 */
public final class LoginPages {
  /** Requests at a time to one address: what web pods can take beside their visitors. */
  static final int AT_A_TIME = 8;

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));

  /** A tenant that was asked; what is known of the answer is replaced as a whole. */
  private record Known(LoginRequest request, LoginPage page, int failures) {}

  /** A request that waits or is under way. */
  private record Ask(ResourceID tenant, LoginRequest request, String mainUrl) {}

  private static final class Lane {
    private final Queue<Ask> waiting = new ArrayDeque<>();
    private int underWay;
  }

  private final Map<ResourceID, Known> known = new HashMap<>();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final LoginAsker asker;
  private final Consumer<Collection<ResourceID>> wake;

  /**
   * Pages of which nothing is known.
   *
   * @param wake has tenants looked at again
   */
  public LoginPages(LoginAsker asker, Consumer<Collection<ResourceID>> wake) {
    this.asker = asker;
    this.wake = wake;
  }

  /** The tenant's route with what is known of the page at its end, where that is wanted. */
  public RouteState seen(Wish wish, LedgerTenant tenant, RouteState route) {
    var facts = wish.platform();
    var key = wish.tenant();
    if (!facts.spec().routing().probes()
        || tenant.state() != TenantState.ACTIVE
        || wish.spec().state() != WishedState.Active
        || tenant.upkeep().maintenance()
        || route.lead() != RouteLead.RELEASE) {
      forget(key);
      return route;
    }
    var believed = tenant.release().equals(wish.servedBy());
    return route.with(of(key, PlatformRoutes.loginRequest(facts, tenant), believed));
  }

  /** Asks for the tenant's page, or does so when there is room. */
  public void ask(ResourceID key, PlatformFacts facts, LedgerTenant tenant) {
    ask(key, PlatformRoutes.loginRequest(facts, tenant), facts.spec().main().url());
  }

  /**
   * What is known of a tenant's page.
   *
   * @param believed it was good before this process began, so that it is not asked
   */
  synchronized LoginPage of(ResourceID tenant, LoginRequest request, boolean believed) {
    var seen = known.get(tenant);
    if (seen != null && seen.request().equals(request)) {
      return seen.page();
    }
    return believed ? LoginPage.GOOD : new LoginPage.Due(null);
  }

  /** The tenant is not served at the moment: once it is again, it is asked anew. */
  private synchronized void forget(ResourceID tenant) {
    known.remove(tenant);
  }

  /** Asks, or does so when there is room; the tenant is looked at again after it. */
  void ask(ResourceID tenant, LoginRequest request, String mainUrl) {
    var ask = new Ask(tenant, request, mainUrl);
    if (enter(ask)) {
      send(ask);
    }
  }

  private synchronized boolean enter(Ask ask) {
    var before = before(ask).orElse(new Known(ask.request(), LoginPage.GOOD, 0));
    known.put(
        ask.tenant(),
        new Known(ask.request(), new LoginPage.Awaited(problem(before.page())), before.failures()));
    var lane = lanes.computeIfAbsent(ask.request().address(), address -> new Lane());
    if (lane.underWay == AT_A_TIME) {
      lane.waiting.add(ask);
      return false;
    }
    lane.underWay++;
    return true;
  }

  private void send(Ask ask) {
    CompletableFuture<LoginAnswer> answer;
    try {
      answer = asker.ask(ask.request());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var ended =
        answer
            .handle((got, failure) -> problem(ask, got, failure))
            .thenAccept(problem -> answered(ask, problem));
    // Nobody waits for it: what it could not do was said by then.
    ended.exceptionally(failure -> null);
  }

  private static Optional<Finding> problem(
      Ask ask, @Nullable LoginAnswer answer, @Nullable Throwable failure) {
    return answer == null
        ? Optional.of(LoginAnswer.none(ask.request(), why(failure)))
        : answer.problem(ask.request(), ask.mainUrl());
  }

  private static String why(@Nullable Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "DNS does not know it";
      case ConnectException e -> "it does not take connections";
      case HttpTimeoutException e -> "it is silent";
      case null, default -> "the connection broke";
    };
  }

  private void answered(Ask ask, Optional<Finding> problem) {
    note(ask, problem).ifPresent(pause -> again(ask, pause));
    next(ask.request().address()).ifPresent(this::send);
    wake.accept(List.of(ask.tenant()));
  }

  /** Notes the answer; how long until the next try, where there is to be one. */
  private synchronized Optional<Duration> note(Ask ask, Optional<Finding> problem) {
    var before = before(ask);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    var failures = problem.isEmpty() ? 0 : before.get().failures() + 1;
    known.put(
        ask.tenant(),
        new Known(
            ask.request(),
            problem.<LoginPage>map(LoginPage.Awaited::new).orElse(LoginPage.GOOD),
            failures));
    return problem.map(why -> PAUSES.get(Math.min(failures, PAUSES.size()) - 1));
  }

  private void again(Ask ask, Duration pause) {
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (isDue(ask)) {
                wake.accept(List.of(ask.tenant()));
              }
            });
  }

  private synchronized boolean isDue(Ask ask) {
    var before = before(ask);
    before.ifPresent(
        it ->
            known.put(
                ask.tenant(),
                new Known(it.request(), new LoginPage.Due(problem(it.page())), it.failures())));
    return before.isPresent();
  }

  /** What is known of the same request of the tenant's. */
  private Optional<Known> before(Ask ask) {
    return Optional.ofNullable(known.get(ask.tenant()))
        .filter(it -> it.request().equals(ask.request()));
  }

  private synchronized Optional<Ask> next(String address) {
    var lane = lanes.computeIfAbsent(address, same -> new Lane());
    var next = lane.waiting.poll();
    if (next == null) {
      lane.underWay--;
    }
    return Optional.ofNullable(next);
  }

  private static @Nullable Finding problem(LoginPage page) {
    return switch (page) {
      case LoginPage.Good good -> null;
      case LoginPage.Due(Finding problem) -> problem;
      case LoginPage.Awaited(Finding problem) -> problem;
    };
  }
}
