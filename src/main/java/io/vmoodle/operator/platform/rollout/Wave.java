package io.vmoodle.operator.platform.rollout;

import java.util.Map;

/**
 * What tenants have to do with each other.
 *
 * @param all what holds for all of them
 * @param failures how many failed in this attempt, by the release that they were to come to
 * @param canaries who goes first
 */
record Wave(Circumstances all, Map<String, Integer> failures, Canaries canaries) {
  int failures(String target) {
    return failures.getOrDefault(target, 0);
  }
}
