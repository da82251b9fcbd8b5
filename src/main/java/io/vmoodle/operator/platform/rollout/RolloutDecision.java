package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.platform.state.RolloutPlan;

/**
 * What was decided about a rollout at a moment.
 *
 * @param plan which tenants may begin
 * @param progress what is said of it
 * @param arrived the canaries of the default release are there, which is to be noted
 * @param proven they were looked at for long enough, which is to be noted
 */
record RolloutDecision(
    RolloutPlan plan, RolloutProgress progress, boolean arrived, boolean proven) {}
