package io.vmoodle.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the command: their meaning, defaults and limits. */
final class Options {
  /** Where a pod finds the name of its own namespace. */
  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--namespaces",
      paramLabel = "<name>",
      split = ",",
      converter = OptionValues.NamespaceName.class,
      description = {
        "Namespaces whose platforms and tenants are managed, separated by commas.",
        "A tenant's platform must be in one of them, too. Default: all namespaces."
      })
  private Set<String> namespaces = Set.of();

  @Option(
      names = "--resync",
      paramLabel = "<duration>",
      defaultValue = "30s",
      converter = OptionValues.Resync.class,
      description = {
        "Within how long what was changed by hand is found and mended: how often a platform",
        "is looked at, with its database servers, its registry rows and its Services.",
        "A number with s or m, 1s to 10m. Default: ${DEFAULT-VALUE}."
      })
  private Duration resync = OperatorConfig.DEFAULT.resync();

  @Option(
      names = "--threads",
      paramLabel = "<number>",
      defaultValue = "32",
      converter = OptionValues.Threads.class,
      description = {
        "How many tenants, and as many platforms, are worked on at a time, 1 to 256.",
        "Each server has a connection pool of its own that is smaller. Default: ${DEFAULT-VALUE}."
      })
  private int threads = OperatorConfig.DEFAULT.threads();

  @Option(
      names = "--route-changes-per-minute",
      paramLabel = "<number>",
      defaultValue = "300",
      converter = OptionValues.RouteChanges.class,
      description = {
        "How many tenants' routes are changed a minute, in one burst, when a platform or a new",
        "operator changes them for all tenants, 1 to 100000: an ingress controller must not reload",
        "for each. What a tenant asks for is not counted. Default: ${DEFAULT-VALUE}."
      })
  private int routeChangesPerMinute = OperatorConfig.DEFAULT.routeChangesPerMinute();

  @Option(
      names = "--leader-election",
      paramLabel = "<true|false>",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = {
        "Whether the operator first takes a lease, so that of several only one acts.",
        "Needed as soon as two may run at a time, as during a rolling update.",
        "Default: ${DEFAULT-VALUE}."
      })
  private boolean leaderElection;

  @Option(
      names = "--lease-namespace",
      paramLabel = "<name>",
      converter = OptionValues.NamespaceName.class,
      description = {
        "Namespace of that lease, which is called " + VmoodleOperator.LEASE + ".",
        "Default: the pod's own namespace."
      })
  private @Nullable String leaseNamespace;

  @Option(
      names = "--http-host",
      paramLabel = "<address>",
      defaultValue = "",
      description = {
        "Address at which /livez, /readyz and /metrics are answered. Default: all addresses."
      })
  private String httpHost = "";

  @Option(
      names = "--http-port",
      paramLabel = "<port>",
      defaultValue = "8080",
      converter = OptionValues.Port.class,
      description = "Port of it, 0 (any that is free) to 65535. Default: ${DEFAULT-VALUE}.")
  private int httpPort;

  /**
   * What they say together.
   *
   * @throws ParameterException if they do not fit together
   */
  Settings settings() {
    return new Settings(
        new OperatorConfig(
            namespaces,
            resync,
            threads,
            leaderElection ? leaseNamespace() : null,
            routeChangesPerMinute),
        httpHost,
        httpPort);
  }

  private String leaseNamespace() {
    if (leaseNamespace != null) {
      return leaseNamespace;
    }
    if (!Files.exists(OWN_NAMESPACE) && command != null) {
      throw new ParameterException(
          command.commandLine(),
          "--leader-election needs --lease-namespace: this is no pod, which would have a namespace of its own.");
    }
    try {
      return Files.readString(OWN_NAMESPACE).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
