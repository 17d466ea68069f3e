// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A deployment that others may read.
 *
 * @param tenant of its Project, where that is known
 * @param sharedWith the value of its annotation {@code palette.ai/share-outputs}; blank without one
 * @param template what it is made of, where its profile is there
 * @param outputs what it put out, by cluster; nothing for a cluster that has not reported yet
 */
public record OutputSource(
        Optional<String> tenant,
        String sharedWith,
        Optional<WorkloadTemplate> template,
        SortedMap<String, Optional<WorkloadStatus.Outputs>> outputs) {
    public OutputSource {
        outputs = new TreeMap<>(outputs);
    }
}
