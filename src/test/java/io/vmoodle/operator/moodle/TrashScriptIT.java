package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.moodle.JobScripts;
import io.vmoodle.lab.web.WebRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** trash.sh on a folder that stands for a claim. */
class TrashScriptIT {
  private static final String ID = "hugo000001";

  private final WebRun run = WebRun.begin();
  private final Path claim = run.path().resolve("claim");
  private final JobScripts scripts = JobScripts.in(run.path().resolve("job"), run.path());

  @BeforeEach
  void fill() throws IOException {
    for (var name : new String[] {ID, "jules00001", "main"}) {
      for (int i = 0; i < 200; i++) {
        var folder = Files.createDirectories(claim.resolve(name).resolve("filedir/" + i));
        Files.writeString(folder.resolve("file"), "content");
      }
    }
  }

  @AfterEach
  void end() {
    run.close();
  }

  @Test
  void aFolderGoesAndTheOthersStay() {
    for (int time = 0; time < 2; time++) {
      var ended = trash(ID, "5");
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      assertThat(ended.result()).contains("\"outcome\":\"Ended\"");
      assertThat(claim.resolve(ID)).doesNotExist();
      assertThat(claim.resolve(".trash")).doesNotExist();
    }
    assertThat(claim.resolve("jules00001/filedir/7/file")).exists();
    assertThat(claim.resolve("main/filedir/7/file")).exists();
  }

  /** Killed at any moment, and then a pod that ended late made the folder once more. */
  @Test
  void whatWasCutShortIsCompleted() throws Exception {
    for (int time = 1; time <= 5; time++) {
      var process = scripts.start("trash.sh", claim.toString(), ID, "5");
      process.waitFor(4L * time, TimeUnit.MILLISECONDS);
      JobScripts.kill(process);
      Files.createDirectories(claim.resolve(ID).resolve("filedir"));
    }

    assertThat(trash(ID, "5").exitCode()).isZero();

    assertThat(claim.resolve(ID)).doesNotExist();
    assertThat(claim.resolve(".trash")).doesNotExist();
  }

  /** Each attempt has another number, and must not take what the last one moved for gone. */
  @Test
  void whatAnEarlierAttemptMovedGoesToo() throws IOException {
    Files.createDirectories(claim.resolve(".trash"));
    Files.move(claim.resolve(ID), claim.resolve(".trash/" + ID + "-5"));
    Files.createDirectories(claim.resolve(".trash/jules00001-5"));

    assertThat(trash(ID, "9").exitCode()).isZero();

    assertThat(claim.resolve(".trash/" + ID + "-5")).doesNotExist();
    assertThat(claim.resolve(".trash/jules00001-5")).exists();
  }

  @Test
  void linksGoAndWhatTheyPointToStays() throws IOException {
    var outside = Files.createDirectory(run.path().resolve("outside"));
    Files.writeString(outside.resolve("file"), "of somebody else");
    Files.createSymbolicLink(claim.resolve(ID).resolve("out"), outside);
    Files.createSymbolicLink(claim.resolve(ID).resolve("next"), claim.resolve("jules00001"));

    assertThat(trash(ID, "5").exitCode()).isZero();

    assertThat(outside.resolve("file")).exists();
    assertThat(claim.resolve("jules00001/filedir/7/file")).exists();
  }

  @Test
  void aFolderThatIsALinkIsLeftToWhoeverMadeIt() throws IOException {
    var elsewhere = run.path().resolve("elsewhere");
    Files.move(claim.resolve(ID), elsewhere);
    Files.createSymbolicLink(claim.resolve(ID), elsewhere);

    var ended = trash(ID, "5");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.result()).contains("Failed", "by hand");
    assertThat(elsewhere.resolve("filedir/7/file")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "main, 5",
    "'', 5",
    "., 5",
    "../outside, 5",
    "jules00001/.., 5",
    "HUGO000001, 5",
    "hugo000001, ''",
    "hugo000001, ../x",
    "hugo00000111, 5",
    "hugo.00001, 5"
  })
  void onlyFoldersOfTenantsAreRemoved(String id, String number) {
    assertThat(trash(id, number).exitCode()).isEqualTo(1);

    assertThat(claim.resolve("main/filedir/7/file")).exists();
    assertThat(claim.resolve(ID).resolve("filedir/7/file")).exists();
  }

  private JobScripts.Ended trash(String id, String number) {
    return scripts.run("trash.sh", claim.toString(), id, number);
  }
}
