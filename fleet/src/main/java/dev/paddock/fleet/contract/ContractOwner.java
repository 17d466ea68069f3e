// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.contract;

import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;

/**
 * Tells our copy of a contract's CRD from a real engine's. An engine that is installed brings its own CRD, without our
 * label; where that is so, stand-ins step aside and our CRD is not applied over it.
 */
public final class ContractOwner {
    static final String US = "paddock";

    private ContractOwner() {}

    public static boolean isOurs(CustomResourceDefinition crd) {
        return US.equals(crd.getMetadata().getLabels().get(Labels.MANAGED_BY));
    }
}
