package io.vmoodle.lab.cluster.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunStateTest {
  private static final ProcessIdentity NOBODY = new ProcessIdentity(999_999_999, "boot+1");

  private static RunState written(RunState state) {
    return RunState.parse(state.toText().lines().toList());
  }

  @Test
  void comesBackAsWritten() {
    var state =
        RunState.startedBy(ProcessIdentity.ofThisJvm())
            .with("etcd", NOBODY)
            .with("apiserver", new ProcessIdentity(2, "boot+2"));

    assertThat(written(state)).isEqualTo(state);
    assertThat(written(state).processes().sequencedKeySet()).containsExactly("etcd", "apiserver");
    assertThat(written(state.withoutOwner())).isEqualTo(state.withoutOwner());
  }

  @Test
  void isAbandonedOnlyWhenItsOwnerIsGone() {
    assertThat(RunState.startedBy(ProcessIdentity.ofThisJvm()).abandoned()).isFalse();
    assertThat(RunState.startedBy(NOBODY).abandoned()).isTrue();
    assertThat(RunState.startedBy(null).abandoned()).isFalse();
  }

  @Test
  void isAbandonedWhenTheOwnersNumberBelongsToAnotherProcess() {
    var successor = new ProcessIdentity(ProcessHandle.current().pid(), "another boot+1");

    assertThat(RunState.startedBy(successor).abandoned()).isTrue();
  }

  @Test
  void isCompleteOnlyWhileAllServersRun() {
    var one = RunState.startedBy(null).with("etcd", ProcessIdentity.ofThisJvm());

    assertThat(RunState.startedBy(null).complete()).isFalse();
    assertThat(one.complete()).isTrue();
    assertThat(one.with("apiserver", NOBODY).complete()).isFalse();
    assertThat(one.with("apiserver", NOBODY).summary())
        .containsEntry("apiserver", "pid 999999999, ended");
  }
}
