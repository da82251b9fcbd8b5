package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.kube.Finding;

/** What a platform is to its tenants at the moment. */
public sealed interface PlatformState {
  /** This process did not look at it yet: tenants wait without saying anything. */
  record NotSeen() implements PlatformState {}

  /**
   * Nothing can be done for its tenants.
   *
   * @param why for their conditions
   */
  record Closed(Finding why) implements PlatformState {}

  /** Its registry and ledger can be worked with. */
  record Open(OpenPlatform platform) implements PlatformState {}
}
