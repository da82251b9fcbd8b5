package io.vmoodle.operator.tenant.route;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.routing.LoginAnswer;
import io.vmoodle.operator.routing.LoginRequest;
import io.vmoodle.operator.tenant.facts.LoginPage;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a page is asked for, how many at a time, and what is said meanwhile. */
class LoginPagesTest {
  private static final String MAIN = "https://moodle.example.edu";
  private static final ResourceID HUGO = new ResourceID("hugo", "home");
  private static final LoginRequest REQUEST = request("hugo", "moodle-44.home.svc:80");
  private static final LoginAnswer GOOD = new LoginAnswer(200, null, null);

  /** What was asked for, and the answers that the test gives. */
  private record Asked(LoginRequest request, CompletableFuture<LoginAnswer> answer) {}

  private final List<Asked> asked = new ArrayList<>();
  private final ConcurrentLinkedQueue<ResourceID> woken = new ConcurrentLinkedQueue<>();
  private final LoginPages pages =
      new LoginPages(
          request -> {
            var answer = new CompletableFuture<LoginAnswer>();
            asked.add(new Asked(request, answer));
            return answer;
          },
          woken::addAll);

  @Test
  void onlyWhatIsNotBelievedIsAskedFor() {
    assertThat(pages.of(HUGO, REQUEST, true)).isEqualTo(LoginPage.GOOD);
    assertThat(pages.of(HUGO, REQUEST, false)).isEqualTo(new LoginPage.Due(null));
    assertThat(asked).isEmpty();
  }

  @Test
  void theTenantIsLookedAtWhenTheAnswerIsThere() {
    pages.ask(HUGO, REQUEST, MAIN);
    assertThat(pages.of(HUGO, REQUEST, false)).isEqualTo(new LoginPage.Awaited(null));

    asked.getFirst().answer().complete(GOOD);

    assertThat(woken).containsExactly(HUGO);
    assertThat(pages.of(HUGO, REQUEST, false)).isEqualTo(LoginPage.GOOD);
    assertThat(pages.of(HUGO, request("hugo", "moodle-45.home.svc:80"), false))
        .as("of another release nobody knows")
        .isEqualTo(new LoginPage.Due(null));
  }

  @Test
  void whatFailedIsSaidUntilItIsAskedAgain() {
    pages.ask(HUGO, REQUEST, MAIN);

    asked.getFirst().answer().completeExceptionally(new ConnectException("refused"));

    var problem = problem(pages.of(HUGO, REQUEST, false));
    assertThat(problem.reason()).isEqualTo(Reason.ProbeFailed);
    assertThat(problem.message()).contains("moodle-44.home.svc:80", "does not take connections");
    await()
        .atMost(10, SECONDS)
        .until(() -> pages.of(HUGO, REQUEST, false).equals(new LoginPage.Due(problem)));
    assertThat(woken).containsExactly(HUGO, HUGO);

    pages.ask(HUGO, REQUEST, MAIN);
    assertThat(pages.of(HUGO, REQUEST, false)).isEqualTo(new LoginPage.Awaited(problem));
    asked.getLast().answer().complete(GOOD);
    assertThat(pages.of(HUGO, REQUEST, false)).isEqualTo(LoginPage.GOOD);
  }

  @Test
  void aSilentServiceHoldsUpNoOther() {
    var many =
        IntStream.range(0, LoginPages.AT_A_TIME + 3)
            .mapToObj(n -> new ResourceID("t" + n, "home"))
            .toList();
    many.forEach(it -> pages.ask(it, request(it.getName(), "moodle-44.home.svc:80"), MAIN));
    assertThat(asked).hasSize(LoginPages.AT_A_TIME);

    pages.ask(HUGO, request("hugo", "moodle-45.home.svc:80"), MAIN);
    assertThat(asked).hasSize(LoginPages.AT_A_TIME + 1);

    asked.getFirst().answer().complete(GOOD);
    assertThat(asked).hasSize(LoginPages.AT_A_TIME + 2);
    IntStream.range(1, LoginPages.AT_A_TIME + 4).forEach(n -> asked.get(n).answer().complete(GOOD));
    assertThat(woken).hasSize(many.size() + 1).containsAll(many);

    pages.ask(HUGO, REQUEST, MAIN);
    assertThat(asked).as("there is room again").hasSize(LoginPages.AT_A_TIME + 5);
  }

  private static Finding problem(LoginPage page) {
    if (page instanceof LoginPage.Awaited(Finding problem) && problem != null) {
      return problem;
    }
    throw new AssertionError(page);
  }

  private static LoginRequest request(String name, String address) {
    return LoginRequest.of("https://%s.example.edu".formatted(name), address);
  }
}
