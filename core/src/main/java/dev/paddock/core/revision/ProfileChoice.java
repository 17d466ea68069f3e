// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.meta.Reason;
import java.util.Optional;

/** Which revision of its profile a deployment is to run. */
public sealed interface ProfileChoice {

    /** The revision, where there is one. */
    default Optional<ProfileRevision> revision() {
        return this instanceof Chosen(ProfileRevision found, String chosenFor) ? Optional.of(found) : Optional.empty();
    }

    /** It names no profile but brings its own template. */
    record Inline() implements ProfileChoice {}

    /** @param chosenFor what the choice stands for; while that stays the same, so does the revision */
    record Chosen(ProfileRevision found, String chosenFor) implements ProfileChoice {}

    /** {@link Reason#EVALUATING} where it is a matter of moments. */
    record Waiting(Reason reason, String message) implements ProfileChoice {}
}
