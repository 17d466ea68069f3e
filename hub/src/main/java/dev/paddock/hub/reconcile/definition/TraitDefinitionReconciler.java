// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.core.definition.Definition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** TraitDefinitions, see {@link DefinitionRun}. */
@ControllerConfiguration(name = "traitdefinition", fieldManager = DefinitionRun.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
final class TraitDefinitionReconciler implements Reconciler<TraitDefinition> {

    private final DefinitionRun run;

    TraitDefinitionReconciler(DefinitionRun run) {
        this.run = run;
    }

    @Override
    public List<EventSource<?, TraitDefinition>> prepareEventSources(EventSourceContext<TraitDefinition> context) {
        return List.of(run.events(TraitDefinition.class, Definition.Kind.TRAIT));
    }

    @Override
    public UpdateControl<TraitDefinition> reconcile(TraitDefinition definition, Context<TraitDefinition> context) {
        return run.reconcile(Definition.Kind.TRAIT, definition, new TraitDefinition());
    }
}
