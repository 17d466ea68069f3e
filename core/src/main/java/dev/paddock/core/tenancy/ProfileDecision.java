// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.ComputeProfileStatus;

/** What is to be done about a ComputeProfile. */
public sealed interface ProfileDecision {
    record Keep(ComputeProfileStatus status) implements ProfileDecision {}

    /** Of one that is being deleted. */
    sealed interface Removal extends ProfileDecision {}

    /** It goes, but not before those that use it. */
    record Wait(ComputeProfileStatus status) implements Removal {}

    /** Nobody uses it. */
    record LetGo() implements Removal {}
}
