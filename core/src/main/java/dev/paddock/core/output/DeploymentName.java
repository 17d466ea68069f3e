// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

/** A WorkloadDeployment, as one that is somewhere else names it. */
public record DeploymentName(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
