// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.Reference;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.platform.Children;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/**
 * The WorkloadDeployment that the hub would make of a changed MLPlatform, where it is. Which cluster a platform gets that has none yet, or
 * that moves to another environment, only the hub decides, and not before it has room: that is not predicted.
 */
final class PlatformChild {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    /** @param there the deployment as it is */
    Optional<ObjectNode> of(ObjectNode platform, JsonNode there) {
        MLPlatform wanted = serialization.convertValue(platform, MLPlatform.class);
        WorkloadDeployment live = serialization.convertValue(there, WorkloadDeployment.class);
        String namespace = live.getMetadata().getNamespace();
        Reference environment = live.getSpec().environmentRef();
        Reference asked = wanted.getSpec().environmentRef();
        boolean moves = asked != null
                && !(asked.name().equals(environment.name())
                        && asked.namespaceOr(namespace).equals(environment.namespaceOr(namespace)));
        return moves
                ? Optional.empty()
                : Optional.of(serialization.convertValue(Children.deployment(wanted, live), ObjectNode.class));
    }
}
