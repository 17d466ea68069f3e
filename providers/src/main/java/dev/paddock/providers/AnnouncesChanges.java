// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

import java.util.function.Consumer;

/** A provider that says when the state of a cluster may have changed, so that nobody need ask on a timer. */
public interface AnnouncesChanges {
    /** @param listener given the cluster's key, on any thread; must be quick */
    void onChange(Consumer<String> listener);
}
