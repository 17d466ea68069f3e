// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.ocm.Placement;

/** What to do about an Environment. */
public sealed interface EnvironmentDecision {

    EnvironmentStatus status();

    /** The Placement shall be as given. */
    record Place(Placement placement, EnvironmentStatus status) implements EnvironmentDecision {}

    /** Somebody else's Placement is used as it is. */
    record Use(EnvironmentStatus status) implements EnvironmentDecision {}
}
