// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.api.meta.Health;

/** The worst of a component's objects; the message is empty when all is well. */
public record ComponentHealth(String name, Health health, String message) {}
