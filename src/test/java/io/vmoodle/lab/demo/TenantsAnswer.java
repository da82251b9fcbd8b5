package io.vmoodle.lab.demo;

import io.vmoodle.lab.web.Answer;
import java.util.List;

/** What browsers get: through the routes, from the pods of a tenant's release. */
final class TenantsAnswer implements Chapter {
  private record Question(String host, String path, int status, String part) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("hugo.example.edu", "/", 200, "Code 4.5"),
          new Question("moodle.example.edu", "/zola/login/index.php", 200, "Code 4.5"),
          new Question("curie.example.edu", "/login/index.php", 200, "Code 4.4"),
          new Question("jules.example.edu", "/", 200, "Code 4.5"),
          new Question("jules.example.edu", "/local/vmoodle/vcron.php", 503, ""),
          new Question("nobody.example.edu", "/", 404, ""));

  @Override
  public String title() {
    return "Every tenant answers, from pods that all share";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) {
    screen.say(
        "An nginx on this machine follows the Ingress objects. curl asks it as browsers would:");
    var port = surroundings.front().port();
    for (var question : QUESTIONS) {
      screen.command(
          "curl -H 'Host: %s' http://127.0.0.1:%d%s"
              .formatted(question.host(), port, question.path()));
      var answer =
          Browser.awaitAnswer(
              surroundings, question.host(), question.path(), it -> as(question, it));
      screen.quote("%d %s".formatted(answer.status(), Browser.text(answer)));
    }
    screen.success("Two releases serve side by side: curie is on 4.4, the others are on 4.5.");
  }

  private static boolean as(Question question, Answer answer) {
    return answer.status() == question.status()
        && (MoodleCode.ofUser().isReal() || answer.body().contains(question.part()));
  }
}
