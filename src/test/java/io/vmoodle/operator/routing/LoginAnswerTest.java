package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a login page is asked for, and which answers are a tenant's Moodle. */
class LoginAnswerTest {
  private static final String MAIN = "https://moodle.example.edu";
  private static final LoginRequest HOST =
      LoginRequest.of("https://hugo.example.edu", "moodle-44.home.svc:80");
  private static final LoginRequest PATH =
      LoginRequest.of("https://moodle.example.edu/hugo", "moodle-44.home.svc:80");

  @Test
  void askedAsAVisitorWouldBe() {
    assertThat(HOST.uri()).hasToString("http://moodle-44.home.svc:80/login/index.php");
    assertThat(HOST.host()).isEqualTo("hugo.example.edu");
    assertThat(HOST.scheme()).isEqualTo("https");
    assertThat(PATH.uri()).hasToString("http://moodle-44.home.svc:80/hugo/login/index.php");
    assertThat(PATH.host()).isEqualTo("moodle.example.edu");
    assertThat(LoginRequest.of("http://hugo.example.edu:8080", "127.0.0.1:1").host())
        .as("the port is in the Host header, as a browser sends it")
        .isEqualTo("hugo.example.edu:8080");
    assertThat(LoginRequest.addressOf(new Backend("moodle-44", 8080), "home"))
        .isEqualTo("moodle-44.home.svc:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "200,",
    "303, /login/index.php?testsession=2",
    "303, https://hugo.example.edu/login/index.php",
    "302, index.php",
    "303, https://cas.example.edu/login?service=x",
  })
  void aMoodleAnswers(int status, @Nullable String location) {
    assertThat(new LoginAnswer(status, location, null).problem(HOST, MAIN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404,, '404'",
    "421,, boot",
    "500,, '500'",
    "502,, '502'",
    "302,, '302'",
    "303, https://moodle.example.edu/, main Moodle",
    "303, https://MOODLE.example.edu/login/index.php, main Moodle",
    "303, 'http://%', no address",
  })
  void anythingElseIsNotIt(int status, @Nullable String location, String word) {
    var problem = new LoginAnswer(status, location, null).problem(HOST, MAIN).orElseThrow();

    assertThat(problem.reason()).isEqualTo(Reason.NotServed);
    assertThat(problem.message())
        .contains("https://hugo.example.edu", "moodle-44.home.svc:80", word)
        .endsWith("it is asked again by itself.");
  }

  @Test
  void theMainHostIsTheSubPathTenantsTooButOnlyBelowItsPath() {
    assertThat(redirect(PATH, "https://moodle.example.edu/hugo/login/index.php")).isNull();
    assertThat(redirect(PATH, "/hugo/")).isNull();
    assertThat(redirect(PATH, "https://moodle.example.edu/login/index.php")).isNotNull();
    assertThat(redirect(PATH, "https://moodle.example.edu/hugoline/")).isNotNull();
  }

  @Test
  void maintenanceIsToldApart() {
    assertThat(reason(new LoginAnswer(503, null, null))).isEqualTo(Reason.InMaintenance);
    assertThat(reason(new LoginAnswer(503, null, "300"))).isEqualTo(Reason.InMaintenance);
    assertThat(reason(new LoginAnswer(503, null, "30")))
        .as("the boot, which is not under maintenance")
        .isEqualTo(Reason.NotServed);
  }

  private static Reason reason(LoginAnswer answer) {
    return answer.problem(HOST, MAIN).orElseThrow().reason();
  }

  private static @Nullable Finding redirect(LoginRequest request, String location) {
    return new LoginAnswer(303, location, null).problem(request, MAIN).orElse(null);
  }
}
