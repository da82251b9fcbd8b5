package io.vmoodle.operator.crash;

import io.vmoodle.operator.crash.process.Point;
import java.util.ArrayList;
import java.util.List;

/** Leaves out points at which a kill would leave the same world as at the one next to it. */
final class Differing {
  private Differing() {}

  /** The points that are left of all that were passed, in their order. */
  static List<Point> of(List<Point> passed) {
    var differing = new ArrayList<Point>();
    for (int i = 0; i < passed.size(); i++) {
      var point = passed.get(i);
      var before = i == 0 ? point : passed.get(i - 1);
      // The same request again in a row is mostly another attempt, which may not come next time.
      var afterStep =
          point.isWrite() && (before.isStep() || (i > 0 && before.what().equals(point.what())));
      var atEnd = point.isCommit() && i + 1 < passed.size() && !passed.get(i + 1).isCommit();
      if (!afterStep && !atEnd) {
        differing.add(point);
      }
    }
    return differing;
  }
}
