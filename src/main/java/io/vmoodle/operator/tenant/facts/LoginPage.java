package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/** What is known of a tenant's login page, where the platform wants to know it. */
public sealed interface LoginPage {
  /** See {@link Good}. */
  LoginPage GOOD = new Good();

  /** It is as it should be, or nobody is to ask. */
  record Good() implements LoginPage {}

  /**
   * It is to be asked for now.
   *
   * @param problem what came of it the last time; null: it was not asked for yet
   */
  record Due(@Nullable Finding problem) implements LoginPage {}

  /**
   * It was asked for, and no answer is there, or the next try comes later. By then the tenant is
   * looked at by itself.
   *
   * @param problem what came of it the last time; null: it was not asked for before
   */
  record Awaited(@Nullable Finding problem) implements LoginPage {}
}
