package io.vmoodle.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermTest {
  private final List<String> over = new ArrayList<>();

  @Test
  void anOperatorAloneActsFromTheStartToItsEnd() {
    var term = new Term(over::add, true);

    assertThat(term.isRunning()).isTrue();
    term.end();
    assertThat(term.isRunning()).isFalse();
    assertThat(over).isEmpty();
  }

  @Test
  void oneOfSeveralActsWhenItHasTheLease() {
    var term = new Term(over::add, false);

    assertThat(term.isRunning()).isFalse();
    term.callbacks().onStartLeading();
    assertThat(term.isRunning()).isTrue();
  }

  @Test
  void theLossOfTheLeaseIsToldOnce() {
    var term = new Term(over::add, false);
    term.callbacks().onStartLeading();

    term.callbacks().onStopLeading();
    term.callbacks().onStopLeading();

    assertThat(term.isRunning()).isFalse();
    assertThat(over).hasSize(1);
  }

  @Test
  void theEndOfTheLeaseThatFollowsAStopIsNoLoss() {
    var term = new Term(over::add, false);
    term.callbacks().onStartLeading();

    term.end();
    term.callbacks().onStopLeading();

    assertThat(over).isEmpty();
  }

  @Test
  void aTermThatIsOverNeverBeginsAgain() {
    var term = new Term(over::add, false);
    term.end();

    term.callbacks().onStartLeading();

    assertThat(term.isRunning()).isFalse();
  }
}
