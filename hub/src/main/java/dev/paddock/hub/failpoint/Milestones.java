// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.failpoint;

import dev.paddock.api.meta.Step;

/** Told of moments at which an effect is there and its record is not. */
@FunctionalInterface
public interface Milestones {

    void beforeDone(Step step);

    default void reached(DeliveryPoint point) {
        // of interest to few
    }
}
