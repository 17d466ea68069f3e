// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.api.meta.Health;

/**
 * How a deployment is on one cluster.
 *
 * @param culprits the components with the worst verdict, as shown in brackets; empty when all is well
 * @param reason the condition reason, which differs from the verdict where the verdict alone does not say why
 */
public record ClusterHealth(String cluster, Health health, String reason, String culprits, String message) {}
