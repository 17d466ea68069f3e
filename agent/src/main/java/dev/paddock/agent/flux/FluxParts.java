// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.core.health.HealthRules;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** What both stand-ins are made of. */
record FluxParts(
        KubernetesClient client,
        ObjectApi api,
        KindWatches watches,
        FolderApply apply,
        HealthRules healthRules,
        DefinitionVerdicts definitions,
        BackOff backOff,
        Clock clock) {}
