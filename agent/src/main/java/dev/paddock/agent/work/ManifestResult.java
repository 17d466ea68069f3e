// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestResourceMeta;
import java.util.Optional;

/** What came of one manifest of a work. */
sealed interface ManifestResult {

    ManifestResourceMeta meta();

    /** The object is as the work wants it. */
    record Applied(ManifestResourceMeta meta, ObjectRef ref, Observed object) implements ManifestResult {}

    /** ReadOnly: looked at, never touched. */
    record Watched(ManifestResourceMeta meta, ObjectRef ref, Optional<Observed> object) implements ManifestResult {}

    /** The reason is the one of the manifest's Applied condition. */
    record Failed(ManifestResourceMeta meta, String reason, String message, boolean retry) implements ManifestResult {}

    /** The object this is about, where the manifest could be read so far. */
    default Optional<ObjectRef> target() {
        return switch (this) {
            case Applied applied -> Optional.of(applied.ref());
            case Watched watched -> Optional.of(watched.ref());
            case Failed failed -> Optional.empty();
        };
    }
}
