package io.vmoodle.operator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may know whom, and how large a room may grow. */
@AnalyzeClasses(packages = "io.vmoodle.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.vmoodle.operator.";

  /** The longest file, in lines; and how long half of all files may be. */
  private static final int LONGEST = 400;

  private static final int MEDIAN = 80;

  /** What decides: the same input gives the same answer, and nothing happens. */
  private static final String[] PLANNERS = {
    ROOT + "tenant.acceptance..",
    ROOT + "tenant.facts..",
    ROOT + "tenant.plan..",
    ROOT + "platform.rollout.."
  };

  /** Outside the packages that are about SQL, only these hold a connection or see its failures. */
  private static final Set<String> SQL_EDGES =
      Set.of(
          ROOT + "platform.fleet.RegistryConnections",
          ROOT + "platform.inspection.RegistryOpening",
          ROOT + "platform.fleet.FleetReading",
          ROOT + "platform.inspection.Inspector",
          ROOT + "tenant.step.LedgerActions",
          ROOT + "tenant.step.RegistryActions");

  @ArchTest
  static final ArchRule DEPENDENCIES_POINT_ONE_WAY =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("tenant")
          .definedBy(ROOT + "tenant..")
          .layer("platform")
          .definedBy(ROOT + "platform..")
          .layer("ledger")
          .definedBy(ROOT + "ledger..")
          .layer("registry")
          .definedBy(ROOT + "registry..")
          .layer("routing")
          .definedBy(ROOT + "routing..")
          .layer("jobs")
          .definedBy(ROOT + "jobs..")
          .layer("moodle")
          .definedBy(ROOT + "moodle..")
          .layer("database")
          .definedBy(ROOT + "database..")
          .layer("kube")
          .definedBy(ROOT + "kube..")
          .layer("api")
          .definedBy(ROOT + "api..")
          .whereLayer("tenant")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("tenant")
          .whereLayer("ledger")
          .mayOnlyBeAccessedByLayers("tenant", "platform")
          .whereLayer("registry")
          .mayOnlyBeAccessedByLayers("tenant", "platform")
          .whereLayer("routing")
          .mayOnlyBeAccessedByLayers("tenant", "platform")
          .whereLayer("jobs")
          .mayOnlyBeAccessedByLayers("tenant", "platform")
          .whereLayer("moodle")
          .mayOnlyBeAccessedByLayers("tenant", "platform")
          .whereLayer("database")
          .mayOnlyBeAccessedByLayers("tenant", "platform", "ledger", "registry", "moodle")
          .whereLayer("kube")
          .mayOnlyBeAccessedByLayers("tenant", "platform", "routing", "jobs");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.vmoodle.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_IN_TENANT =
      slices().matching("io.vmoodle.operator.tenant.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_IN_PLATFORM =
      slices().matching("io.vmoodle.operator.platform.(*)..").should().beFreeOfCycles();

  /** The reconcilers and what they are made of know the rooms below, not the other way round. */
  @ArchTest
  static final ArchRule ROOMS_DO_NOT_KNOW_THE_DOOR =
      noClasses()
          .that(resideInAnyPackage(ROOT + "tenant.*..", ROOT + "platform.*.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage(ROOT + "tenant", ROOT + "platform"));

  @ArchTest
  static final ArchRule PLANNERS_ARE_PURE =
      noClasses()
          .that(resideInAnyPackage(PLANNERS))
          .or()
          .haveSimpleName("TenantConditions")
          .or()
          .haveSimpleName("PlatformConditions")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.sql..",
                      "javax.sql..",
                      "java.io..",
                      "java.nio.file..",
                      "io.fabric8.kubernetes.client..",
                      "io.javaoperatorsdk..")
                  // A namespace and a name, nothing else.
                  .and(not(belongToAnyOf(ResourceID.class))));

  @ArchTest
  static final ArchRule SQL_STAYS_AT_THE_EDGES =
      noClasses()
          .that(
              not(resideInAnyPackage(
                      ROOT + "database..",
                      ROOT + "ledger..",
                      ROOT + "registry..",
                      ROOT + "moodle.."))
                  .and(not(within(SQL_EDGES))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."));

  @ArchTest
  static final ArchRule ROUTES_AND_JOBS_ARE_PURE_FUNCTIONS =
      noClasses()
          .that(resideInAnyPackage(ROOT + "routing..", ROOT + "jobs.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "java.sql.."));

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Helpers")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameStartingWith("Abstract");

  @Test
  void filesAreSmall() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var lengths =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.toMap(Path::toString, ArchitectureTest::lines));

      assertThat(lengths.entrySet().stream().filter(file -> file.getValue() > LONGEST))
          .as("files of more than %d lines", LONGEST)
          .isEmpty();
      assertThat(lengths.values().stream().sorted().skip(lengths.size() / 2).findFirst().orElse(0))
          .as("median length of a file")
          .isLessThanOrEqualTo(MEDIAN);
    }
  }

  /** The named classes and what is nested in them. */
  private static DescribedPredicate<JavaClass> within(Set<String> names) {
    return describe(
        "are or are in " + names, type -> names.contains(type.getName().replaceFirst("\\$.*", "")));
  }

  private static int lines(Path file) {
    try (var lines = Files.lines(file)) {
      return Math.toIntExact(lines.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
