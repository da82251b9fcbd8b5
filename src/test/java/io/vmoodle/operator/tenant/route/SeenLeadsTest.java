package io.vmoodle.operator.tenant.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.Backend;
import io.vmoodle.operator.routing.RouteDefaults;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.routing.TenantRoute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenLeadsTest {
  private static final HasMetadata STORED = stored("a", "1");

  private final SeenLeads leads = new SeenLeads();

  @Test
  void aRouteThatIsTheSameIsComparedOnce() {
    assertThat(look("4.4", STORED, RouteLead.RELEASE)).isEqualTo(RouteLead.RELEASE);

    assertThat(look("4.4", stored("a", "1"), RouteLead.ELSEWHERE)).isEqualTo(RouteLead.RELEASE);
  }

  @Test
  void aRouteThatWasWrittenIsComparedAgain() {
    look("4.4", STORED, RouteLead.RELEASE);

    assertThat(look("4.4", stored("a", "2"), RouteLead.ELSEWHERE)).isEqualTo(RouteLead.ELSEWHERE);
  }

  /** Versions are those of the API server, and one that was restored gives them out again. */
  @Test
  void anotherRouteOfThatNameIsComparedAgain() {
    look("4.4", STORED, RouteLead.RELEASE);

    assertThat(look("4.4", stored("b", "1"), RouteLead.ELSEWHERE)).isEqualTo(RouteLead.ELSEWHERE);
  }

  @Test
  void whoeverWantsSomethingElseComparesAgain() {
    look("4.4", STORED, RouteLead.RELEASE);

    assertThat(look("4.5", STORED, RouteLead.ELSEWHERE)).isEqualTo(RouteLead.ELSEWHERE);
  }

  @Test
  void aRouteThatCameBackIsComparedAgain() {
    look("4.4", STORED, RouteLead.RELEASE);

    leads.forget("abcdefghij");

    assertThat(look("4.4", STORED, RouteLead.ELSEWHERE)).isEqualTo(RouteLead.ELSEWHERE);
  }

  private RouteLead look(String release, HasMetadata there, RouteLead compared) {
    var wanted =
        new SeenLeads.Wanted(
            new RouteDefaults(
                "lms", "academie", null, Map.of(), null, List.of(), new Backend("sorry", 80)),
            new TenantRoute(
                "abcdefghij",
                "schools",
                "hugo",
                release,
                new Backend("moodle", 80),
                Availability.Serving),
            "https://hugo.example.edu");
    return leads.of(wanted, there, () -> compared);
  }

  private static HasMetadata stored(String uid, String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("vm-abcdefghij")
        .withUid(uid)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
