// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.ChosenDefinitions;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows which definitions a workload's types mean. */
public interface DefinitionSource {

    /**
     * @param namespace of the object that holds the template
     * @param asOf when the template was stored as a revision; empty for one that follows the newest definitions
     */
    ChosenDefinitions choose(WorkloadTemplate template, String namespace, Optional<Instant> asOf);

    /** Tells of each deployment whose types may mean something else now. */
    void onChange(Consumer<ResourceID> deployment);
}
