// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.core.definition.Definition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** ComponentDefinitions, see {@link DefinitionRun}. */
@ControllerConfiguration(name = "componentdefinition", fieldManager = DefinitionRun.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
final class ComponentDefinitionReconciler implements Reconciler<ComponentDefinition> {

    private final DefinitionRun run;

    ComponentDefinitionReconciler(DefinitionRun run) {
        this.run = run;
    }

    @Override
    public List<EventSource<?, ComponentDefinition>> prepareEventSources(
            EventSourceContext<ComponentDefinition> context) {
        return List.of(run.events(ComponentDefinition.class, Definition.Kind.COMPONENT));
    }

    @Override
    public UpdateControl<ComponentDefinition> reconcile(
            ComponentDefinition definition, Context<ComponentDefinition> context) {
        return run.reconcile(Definition.Kind.COMPONENT, definition, new ComponentDefinition());
    }
}
