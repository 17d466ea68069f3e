// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.core.definition.Definition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** PolicyDefinitions, see {@link DefinitionRun}. */
@ControllerConfiguration(name = "policydefinition", fieldManager = DefinitionRun.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
final class PolicyDefinitionReconciler implements Reconciler<PolicyDefinition> {

    private final DefinitionRun run;

    PolicyDefinitionReconciler(DefinitionRun run) {
        this.run = run;
    }

    @Override
    public List<EventSource<?, PolicyDefinition>> prepareEventSources(EventSourceContext<PolicyDefinition> context) {
        return List.of(run.events(PolicyDefinition.class, Definition.Kind.POLICY));
    }

    @Override
    public UpdateControl<PolicyDefinition> reconcile(PolicyDefinition definition, Context<PolicyDefinition> context) {
        return run.reconcile(Definition.Kind.POLICY, definition, new PolicyDefinition());
    }
}
