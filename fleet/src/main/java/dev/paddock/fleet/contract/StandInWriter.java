// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.contract;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Writes objects and statuses server-side under one field manager: whatever it does not say stays with its owner. */
public final class StandInWriter {
    private final KubernetesClient client;
    private final String fieldManager;

    public StandInWriter(KubernetesClient client, String fieldManager) {
        this.client = client;
        this.fieldManager = fieldManager;
    }

    public void apply(HasMetadata object) {
        client.resource(object).patch(context());
    }

    public void applyStatus(HasMetadata object) {
        client.resource(object).subresource("status").patch(context());
    }

    private PatchContext context() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(fieldManager)
                .withForce(true)
                .build();
    }
}
