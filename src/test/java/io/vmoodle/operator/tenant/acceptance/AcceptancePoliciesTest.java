package io.vmoodle.operator.tenant.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.Wishes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptancePoliciesTest {
  private static final String ALL_BELOW_EXAMPLE_EDU =
      "tenants: {namespaces: {from: All}, hosts: [{suffix: .example.edu}]}";

  @Test
  void thePlatformsOwnNamespaceMayHaveAnyHostButMains() {
    var wishes = Wishes.install();

    assertThat(reason(wishes)).isEmpty();
    assertThat(reason(wishes.tenant("address: {host: hugo.org}"))).isEmpty();
    assertThat(reason(wishes.tenant("address: {host: moodle.example.edu}")))
        .isEqualTo("AddressReserved");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          from: Same,                                               NamespaceNotAllowed
          from: Unheard,                                            NamespaceNotAllowed
          'from: Selector, selector: {matchLabels: {a: x}}',        NamespaceNotAllowed
          'from: Selector, selector: {matchLabels: {a: b}}',        HostNotGranted
          from: All,                                                HostNotGranted
          """)
  void anotherNamespaceMustBeAllowed(String rule, String expected) {
    var wishes = Wishes.install().in("other").labelled("a", "b");

    assertThat(reason(wishes.platform("tenants: {namespaces: {%s}}".formatted(rule))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          hugo.example.edu,
          a.b.example.edu,
          example.edu,                 HostNotGranted
          evil-example.edu,            HostNotGranted
          evilexample.edu,             HostNotGranted
          hugo.example.edu.evil.org,   HostNotGranted
          hugo.example.com,            HostNotGranted
          moodle.example.edu,          AddressReserved
          """)
  void anotherNamespaceGetsOnlyHostsBelowAGrantedSuffix(String host, String expected) {
    var wishes = Wishes.install().in("other").platform(ALL_BELOW_EXAMPLE_EDU);

    assertThat(reason(wishes.tenant("address: {host: %s}".formatted(host))))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aGrantMayBeForSomeNamespacesOnly() {
    var wishes =
        Wishes.install()
            .in("other")
            .platform(
                "tenants: {namespaces: {from: All}, hosts: [{suffix: .example.edu, namespaceSelector: {matchLabels: {a: b}}}]}");

    assertThat(reason(wishes)).isEqualTo("HostNotGranted");
    assertThat(reason(wishes.labelled("a", "c"))).isEqualTo("HostNotGranted");
    assertThat(reason(wishes.labelled("a", "b"))).isEmpty();
  }

  /** An operator of some namespaces may not read the labels of any. */
  @Test
  void whereLabelsAreNotKnownItIsSaid() {
    var byLabels =
        Wishes.install()
            .in("other")
            .platform(
                "tenants: {namespaces: {from: All}, hosts: [{suffix: .example.edu, namespaceSelector: {matchLabels: {a: b}}}]}");

    assertThat(message(byLabels.unlabelled())).contains("the rights to get, list and watch");
    assertThat(message(byLabels.unlabelled().tenant("address: {host: hugo.org}")))
        .doesNotContain("the rights to get, list and watch");
    assertThat(message(byLabels.labelled("a", "c"))).doesNotContain("the rights to get");
  }

  /** Who follows a message must not be refused by the API server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "address: {host: moodle.example.edu}",
        "address: {subPath: hugo}",
        "source: {type: Existing, existing: {server: first, database: mysql, dataDir: /d}}",
        "source: {type: Existing, existing: {server: first, database: d, dataDir: /srv}}",
        "source: {type: Existing, existing: {server: third, database: d, dataDir: /d}}"
      })
  void whatCannotBeChangedIsNotAskedToBe(String field) {
    var wishes = Wishes.install().platform("tenants: {adoption: PlatformNamespace}").tenant(field);

    assertThat(message(wishes)).contains("ake another tenant", "cannot be changed");
  }

  /** Stored before the API server knew a rule. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{host: Moodle.example.edu}",
        "{host: MOODLE.EXAMPLE.EDU}",
        "{host: moodle.example.edu.}",
        "{host: 'hugo.example.edu:8080'}",
        "{host: '*.example.edu'}",
        "{host: 'hugo.example.edu/path'}",
        "{host: 'me@hugo.example.edu'}",
        "{host: localhost}",
        "{host: 127.0.0.1}",
        "{host: ''}",
        "{subPath: ''}",
        "{subPath: ..}",
        "{subPath: Admin}",
        "{subPath: a/b}",
        "{}",
        "{host: hugo.example.edu, subPath: hugo}"
      })
  void anAddressThatNoRuleLetsThroughIsNotUnderstood(String address) {
    var wishes =
        Wishes.install().tenant("address: " + address).platform("tenants: {allowSubPaths: true}");

    assertThat(reason(wishes)).isEqualTo("UnsupportedValue");
  }

  @Test
  void aSuffixThatLacksItsDotGrantsNothing() {
    var wishes =
        Wishes.install()
            .in("other")
            .platform("tenants: {namespaces: {from: All}, hosts: [{suffix: example.edu}]}");

    assertThat(reason(wishes.tenant("address: {host: evilexample.edu}")))
        .isEqualTo("HostNotGranted");
    assertThat(reason(wishes)).isEqualTo("HostNotGranted");
  }

  @Test
  void subPathsAreForPlatformsThatAllowThemAndNotMoodlesOwn() {
    var wishes = Wishes.install().tenant("address: {subPath: hugo}");
    var allowing = wishes.platform("tenants: {allowSubPaths: true}");

    assertThat(reason(wishes)).isEqualTo("SubPathsNotAllowed");
    assertThat(reason(allowing)).isEmpty();
    assertThat(reason(allowing.tenant("address: {subPath: admin}"))).isEqualTo("AddressReserved");
  }

  @Test
  void anAddressMustFitTheRegistry() {
    var main = "m" + ".mm".repeat(62) + ".edu";
    var wishes =
        Wishes.install()
            .platform("tenants: {allowSubPaths: true}")
            .platform("main: {url: 'https://%s', release: '4.4'}".formatted(main));

    assertThat(reason(wishes.tenant("address: {subPath: %s}".formatted("h".repeat(55))))).isEmpty();
    assertThat(
            reason(
                wishes
                    .platform(
                        "main: {url: 'https://%s', release: '4.4'}"
                            .formatted(main.replace("m.", "m.mmm.")))
                    .tenant("address: {subPath: %s}".formatted("h".repeat(63)))))
        .isEqualTo("AddressTooLong");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Forbidden,         home,  AdoptionForbidden
          Unheard,           home,  AdoptionForbidden
          PlatformNamespace, home,
          PlatformNamespace, other, AdoptionForbidden
          Allowed,           other,
          """)
  void adoptionMustBeAllowed(String adoption, String namespace, String expected) {
    var wishes =
        Wishes.existing()
            .in(namespace)
            .platform(
                "tenants: {adoption: %s, namespaces: {from: All}, hosts: [{suffix: .example.edu}]}"
                    .formatted(adoption));

    assertThat(reason(wishes)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          moodle_main,      /old/hugo,          DatabaseReserved
          MOODLE_MAIN,      /old/hugo,          DatabaseReserved
          vmoodle_operator, /old/hugo,          DatabaseReserved
          MySQL,            /old/hugo,          DatabaseReserved
          postgres,         /old/hugo,          DatabaseReserved
          template1,        /old/hugo,          DatabaseReserved
          moodle_hugo,      /srv/moodledata,    DataDirClaimed
          moodle_hugo,      /srv,               DataDirClaimed
          moodle_hugo,      /srv/moodledata/h,
          moodle_hugo,      /srv/moodle,
          moodle_hugo,      /srv/moodledata2,
          """)
  void whatIsNobodysOwnIsNotTakenOver(String database, String folder, String expected) {
    var wishes =
        Wishes.existing()
            .tenant(
                "source: {type: Existing, existing: {server: first, database: %s, dataDir: %s}}"
                    .formatted(database, folder));

    assertThat(reason(wishes)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'source: {type: Cloned}',                     UnsupportedValue
          'deletionPolicy: Shred',                      UnsupportedValue
          'deletionPolicy: Delete',                     DeletionPolicyNotAllowed
          'placement: {databaseServer: third}',         UnknownDatabaseServer
          'placement: {databaseServer: second}',
          'release: "9.9"',                             UnknownRelease
          'release: "4.5"',
          """)
  void whatIsAskedForMustBeThere(String field, String expected) {
    assertThat(reason(Wishes.install().tenant(field))).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void anExistingMoodlesServerMustBeThere() {
    var wishes =
        Wishes.existing()
            .tenant(
                "source: {type: Existing, existing: {server: third, database: d, dataDir: /d}}");

    assertThat(AcceptancePolicies.refuse(wishes.wish().acceptanceRequest()))
        .map(Finding::message)
        .hasValueSatisfying(
            message -> assertThat(message).contains("third", "source.existing.server"));
  }

  @Test
  void aStrangerLearnsOnlyThatItsNamespaceIsNotAllowed() {
    var wishes =
        Wishes.existing()
            .in("other")
            .platform("tenants: {adoption: Forbidden}")
            .tenant("release: '9'");

    assertThat(reason(wishes)).isEqualTo("NamespaceNotAllowed");
  }

  private static String message(Wishes wishes) {
    return AcceptancePolicies.refuse(wishes.wish().acceptanceRequest()).orElseThrow().message();
  }

  private static String reason(Wishes wishes) {
    Optional<Finding> refusal = AcceptancePolicies.refuse(wishes.wish().acceptanceRequest());
    return refusal.map(finding -> finding.reason().name()).orElse("");
  }
}
