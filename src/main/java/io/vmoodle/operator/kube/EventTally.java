package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides which Events are worth a request. The same Event is written at most once a minute, with
 * the number of times it happened since; different ones of one resource at most {@value #BURST} at
 * once and one more every five minutes, as the recorder in client-go does it. What is remembered is
 * bounded; what is forgotten is found again on the API server.
 */
final class EventTally {
  static final int BURST = 25;
  static final Duration REFILL = Duration.ofMinutes(5);
  static final Duration REPEAT = Duration.ofMinutes(1);

  private static final int REMEMBERED = 4_096;

  private final Map<String, Seen> events = remembering();
  private final Map<String, Bucket> resources = remembering();

  /** What to do with an Event. */
  sealed interface Decision {}

  /** Not seen by this process before: write it. */
  record First() implements Decision {}

  /** Happened so many times since it was last written: add that to the count. */
  record Repeated(int times) implements Decision {}

  /** Do not write it now; a later repeat brings it along. */
  record Held() implements Decision {}

  private record Seen(Instant written, int held) {}

  private record Bucket(Instant filled, int tokens) {}

  synchronized Decision count(ObjectReference regarding, String name, Instant now) {
    var key = regarding.getNamespace() + "/" + name;
    var seen = events.get(key);
    if (seen == null) {
      if (!takeToken(key(regarding), now)) {
        return new Held();
      }
      events.put(key, new Seen(now, 0));
      return new First();
    }
    if (now.isBefore(seen.written().plus(REPEAT))) {
      events.put(key, new Seen(seen.written(), seen.held() + 1));
      return new Held();
    }
    events.put(key, new Seen(now, 0));
    return new Repeated(seen.held() + 1);
  }

  private boolean takeToken(String resource, Instant now) {
    var bucket = resources.getOrDefault(resource, new Bucket(now, BURST));
    var earned = Duration.between(bucket.filled(), now).dividedBy(REFILL);
    var tokens = (int) Math.min(BURST, bucket.tokens() + earned);
    if (tokens == 0) {
      return false;
    }
    var filled = earned == 0 ? bucket.filled() : bucket.filled().plus(REFILL.multipliedBy(earned));
    resources.put(resource, new Bucket(tokens == BURST ? now : filled, tokens - 1));
    return true;
  }

  private static String key(ObjectReference regarding) {
    return regarding.getKind() + "/" + regarding.getUid();
  }

  private static <V> Map<String, V> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
