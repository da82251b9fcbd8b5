package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteNamesTest {
  @Test
  void everyNameOfTheLongestPlatformIsALabelValueAndAServiceName() {
    var platform = "p".repeat(40);
    assertThat(
            Stream.of(
                RouteNames.ofTenant("abc0123456"),
                RouteNames.ofMain(platform, 0),
                RouteNames.ofMain(platform, 1_023),
                RouteNames.ofSubPaths(platform),
                RouteNames.ofUnavailable(platform)))
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(63))
        .doesNotHaveDuplicates();
  }
}
