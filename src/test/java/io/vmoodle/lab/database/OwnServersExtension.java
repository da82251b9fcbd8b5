package io.vmoodle.lab.database;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link OwnServers} does. */
final class OwnServersExtension implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    CurrentServers.begin();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    CurrentServers.end();
  }
}
