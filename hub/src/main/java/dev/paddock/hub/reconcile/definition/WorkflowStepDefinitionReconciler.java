// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.core.definition.Definition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** WorkflowStepDefinitions, see {@link DefinitionRun}. */
@ControllerConfiguration(name = "workflowstepdefinition", fieldManager = DefinitionRun.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
final class WorkflowStepDefinitionReconciler implements Reconciler<WorkflowStepDefinition> {

    private final DefinitionRun run;

    WorkflowStepDefinitionReconciler(DefinitionRun run) {
        this.run = run;
    }

    @Override
    public List<EventSource<?, WorkflowStepDefinition>> prepareEventSources(
            EventSourceContext<WorkflowStepDefinition> context) {
        return List.of(run.events(WorkflowStepDefinition.class, Definition.Kind.WORKFLOW_STEP));
    }

    @Override
    public UpdateControl<WorkflowStepDefinition> reconcile(
            WorkflowStepDefinition definition, Context<WorkflowStepDefinition> context) {
        return run.reconcile(Definition.Kind.WORKFLOW_STEP, definition, new WorkflowStepDefinition());
    }
}
