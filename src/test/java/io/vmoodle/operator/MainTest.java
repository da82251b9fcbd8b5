package io.vmoodle.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Option;

class MainTest {
  private final List<Settings> started = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  private int run(Map<String, String> environment, String... args) {
    return Main.commandLine(
            environment,
            settings -> {
              started.add(settings);
              return 0;
            })
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(args);
  }

  @Test
  void withoutOptionsItManagesAllNamespacesAlone() {
    assertThat(run(Map.of())).isZero();

    assertThat(started).containsExactly(new Settings(OperatorConfig.DEFAULT, "", 8080));
  }

  @Test
  void everyOptionCanBeGivenOnTheCommandLine() {
    run(
        Map.of(),
        "--namespaces=a,b",
        "--namespaces=c",
        "--resync=2m",
        "--threads=4",
        "--route-changes-per-minute=60",
        "--leader-election",
        "--lease-namespace=ops",
        "--http-host=127.0.0.1",
        "--http-port=0");

    assertThat(started)
        .containsExactly(
            new Settings(
                new OperatorConfig(Set.of("a", "b", "c"), Duration.ofMinutes(2), 4, "ops", 60),
                "127.0.0.1",
                0));
  }

  @Test
  void everyOptionCanBeGivenInTheEnvironment() {
    run(
        Map.of(
            "VMOODLE_NAMESPACES", "a, b",
            "VMOODLE_RESYNC", "90s",
            "VMOODLE_THREADS", "256",
            "VMOODLE_ROUTE_CHANGES_PER_MINUTE", "1",
            "VMOODLE_LEADER_ELECTION", "true",
            "VMOODLE_LEASE_NAMESPACE", "ops",
            "VMOODLE_HTTP_HOST", "::1",
            "VMOODLE_HTTP_PORT", "65535"));

    assertThat(started)
        .containsExactly(
            new Settings(
                new OperatorConfig(Set.of("a", "b"), Duration.ofSeconds(90), 256, "ops", 1),
                "::1",
                65_535));
  }

  @Test
  void theCommandLineWinsAndEmptyVariablesSayNothing() {
    run(Map.of("VMOODLE_THREADS", "7", "VMOODLE_NAMESPACES", ""), "--threads=9");

    assertThat(started.getFirst().operator().threads()).isEqualTo(9);
    assertThat(started.getFirst().operator().namespaces()).isEmpty();
  }

  @Test
  void withoutLeaderElectionTheLeaseNamespaceMeansNothing() {
    run(Map.of("VMOODLE_LEADER_ELECTION", "false"), "--lease-namespace=ops");

    assertThat(started.getFirst().operator().leaseNamespace()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --resync=0s        | --resync | 0s is not between 1s and 10m
          --resync=11m       | --resync | 11m is not between 1s and 10m
          --resync=30        | --resync | '30' is not a number with s or m
          --resync=999999s   | --resync | is not a number with s or m
          --threads=0        | --threads | 0 is not between 1 and 256
          --threads=257      | --threads | 257 is not between 1 and 256
          --threads=many     | --threads | 'many' is not a number
          --route-changes-per-minute=0 | --route-changes-per-minute | 0 is not between 1 and 100000
          --http-port=-1     | --http-port | -1 is not between 0 and 65535
          --http-port=65536  | --http-port | 65536 is not between 0 and 65535
          --namespaces=Moodle | --namespaces | 'Moodle' cannot be the name of a namespace
          --namespaces=a,,b  | --namespaces | '' cannot be the name of a namespace
          --lease-namespace=a.b | --lease-namespace | 'a.b' cannot be the name of a namespace
          --leader-election=perhaps | --leader-election | perhaps
          --what             | --what | Unknown option
          """)
  void aWrongOptionEndsItWithAMessageThatNamesIt(String argument, String option, String message) {
    assertThat(run(Map.of(), argument)).isEqualTo(2);

    assertThat(started).isEmpty();
    assertThat(said.toString()).contains(option).contains(message);
  }

  @Test
  void aWrongVariableEndsItAsWell() {
    assertThat(run(Map.of("VMOODLE_THREADS", "none"))).isEqualTo(2);

    assertThat(said.toString()).contains("--threads").contains("'none' is not a number");
  }

  @Test
  void leaderElectionOutsideOfAPodNeedsANamespaceForTheLease() {
    assertThat(run(Map.of(), "--leader-election")).isEqualTo(2);

    assertThat(said.toString()).contains("--leader-election needs --lease-namespace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpTellsOfEveryOptionAndExitCode(String help) {
    assertThat(run(Map.of(), help)).isZero();

    assertThat(started).isEmpty();
    assertThat(
            Arrays.stream(Options.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Option.class))
                .map(field -> field.getAnnotation(Option.class).names()[0]))
        .hasSize(8)
        .allSatisfy(option -> assertThat(said.toString()).contains(option));
    assertThat(said.toString()).contains("VMOODLE_HTTP_PORT", "3   another process is the leader");
  }

  @Test
  void aFailureAtStartIsExitCodeOne() {
    var code =
        Main.commandLine(
                Map.of(),
                settings -> {
                  throw new IllegalStateException("no API server");
                })
            .execute();

    assertThat(code).isEqualTo(1);
  }
}
