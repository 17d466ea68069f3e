// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * One cluster of a rollout and how it stands with what it shall get.
 *
 * @param group index of its decision group; clusters without one are of group 0
 * @param groupName name of that group; empty for one without
 * @param since when it came to stand so; empty where nobody knows, which never makes it late
 * @param message what is wrong, for {@link State#FAILED}
 */
public record RolloutMember(
        String cluster, int group, String groupName, State state, Optional<Instant> since, String message) {

    /** How a cluster stands. */
    public enum State {
        /** It has not been told to run it. */
        TO_APPLY,
        /** It has been told, and has neither come to run it nor failed to. */
        PROGRESSING,
        /** It runs it, healthily. */
        SUCCEEDED,
        /** It cannot, or what runs is not healthy. */
        FAILED
    }
}
