package io.vmoodle.operator.tenant.route;

import io.vmoodle.operator.routing.LoginAnswer;
import io.vmoodle.operator.routing.LoginRequest;
import java.util.concurrent.CompletableFuture;

/** Asks for login pages. */
@FunctionalInterface
public interface LoginAsker {
  /**
   * Asks for one, without waiting for it.
   *
   * @return what is answered; ends within bounded time, with an exception where nothing is
   */
  CompletableFuture<LoginAnswer> ask(LoginRequest request);
}
