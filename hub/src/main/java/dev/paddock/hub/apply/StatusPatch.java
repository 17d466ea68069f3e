// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;

/** An object with its identity and a status and nothing else, because what a status write carries is then owned by the writer. */
public final class StatusPatch {
    private StatusPatch() {}

    /**
     * @param there the object whose status it is; the uid keeps the write from a namesake made meanwhile
     * @param empty a new object of the kind, which is filled and returned
     */
    public static <S, R extends CustomResource<?, S>> R of(R there, R empty, S status) {
        empty.setMetadata(new ObjectMetaBuilder()
                .withName(there.getMetadata().getName())
                .withNamespace(there.getMetadata().getNamespace())
                .withUid(there.getMetadata().getUid())
                .build());
        empty.setStatus(status);
        return empty;
    }
}
