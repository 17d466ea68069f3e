// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.inventory;

import dev.paddock.core.pool.Machine;
import java.util.List;

/** What one provider answered when it was asked for its machines. */
public sealed interface Listing {
    record Listed(List<Machine> machines) implements Listing {
        public Listed {
            machines = List.copyOf(machines);
        }
    }

    record Failed(String provider, String message) implements Listing {}
}
