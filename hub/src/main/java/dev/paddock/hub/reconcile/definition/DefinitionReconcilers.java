// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.definition.HubDefinitions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;

/** One reconciler for each kind of definition; they differ in nothing else. */
public final class DefinitionReconcilers {

    private final DefinitionRun run;

    public DefinitionReconcilers(
            KubernetesClient client,
            HubCache cache,
            DefinitionCompiler compiler,
            HubDefinitions definitions,
            Clock clock) {
        this.run = new DefinitionRun(client, cache, compiler, definitions, clock);
    }

    public List<Reconciler<?>> all() {
        return List.of(
                new ComponentDefinitionReconciler(run),
                new TraitDefinitionReconciler(run),
                new PolicyDefinitionReconciler(run),
                new WorkflowStepDefinitionReconciler(run));
    }
}
