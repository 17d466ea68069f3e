// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.api.meta.Health;

/** The Healthy condition of a deployment: its verdict, the condition's reason and the sentence for people. */
public record DeploymentHealth(Health health, String reason, String message) {

    public boolean isHealthy() {
        return health == Health.HEALTHY;
    }
}
